using Xunit;

namespace NotebookSqlAuth.Sandbox.Tests.Tds;

/// <summary>Tests that measure the whole process run while no other does.</summary>
[CollectionDefinition(nameof(MeasuredAlone), DisableParallelization = true)]
public sealed class MeasuredAlone;
