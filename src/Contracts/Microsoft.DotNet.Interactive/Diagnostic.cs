using Microsoft.CodeAnalysis;

namespace Microsoft.DotNet.Interactive;

public class Diagnostic
{
    public Diagnostic(LinePositionSpan linePositionSpan, DiagnosticSeverity severity, string code, string message) => throw Contract.Only;
}
