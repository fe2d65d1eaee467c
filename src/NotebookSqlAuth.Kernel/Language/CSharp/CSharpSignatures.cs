using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NotebookSqlAuth.Kernel.Language;

/// <summary>The signatures of the call whose arguments stand around a place.</summary>
internal static class CSharpSignatures
{
    private const int MaxSignatures = 20;

    /// <summary>How a member is written out.</summary>
    public static readonly SymbolDisplayFormat Format = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameOnly,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        memberOptions: SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeType
            | SymbolDisplayMemberOptions.IncludeContainingType | SymbolDisplayMemberOptions.IncludeRef,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName
            | SymbolDisplayParameterOptions.IncludeDefaultValue | SymbolDisplayParameterOptions.IncludeParamsRefOut | SymbolDisplayParameterOptions.IncludeExtensionThis,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>Adds what can be called there, and the parameter that the cursor is on.</summary>
    public static void Add(Explanation explanation, SyntaxNode root, SemanticModel model, int cursor, CancellationToken cancellationToken)
    {
        if (ArgumentsAt(root, cursor) is not { } arguments)
        {
            return;
        }

        var (chosen, all) = Callables(arguments, model, cancellationToken);
        if (all.Count == 0)
        {
            return;
        }

        var shown = all.Take(MaxSignatures).Select(method => (method.Equals(chosen, SymbolEqualityComparer.Default) && all.Count > 1 ? "> " : "") + method.ToDisplayString(Format));
        var more = all.Count > MaxSignatures ? string.Create(CultureInfo.InvariantCulture, $"\n… and {all.Count - MaxSignatures} more") : "";
        explanation.AddCode(string.Join('\n', shown) + more);
        AddParameter(explanation, chosen ?? all[0], arguments, cursor);
    }

    private static BaseArgumentListSyntax? ArgumentsAt(SyntaxNode root, int cursor) =>
        root.FindToken(Math.Max(0, cursor - 1)).Parent?.AncestorsAndSelf().OfType<BaseArgumentListSyntax>().FirstOrDefault(list =>
            list.SpanStart < cursor && (cursor < list.Span.End || list.GetLastToken(includeZeroWidth: true).IsMissing));

    private static (IMethodSymbol? Chosen, List<IMethodSymbol> All) Callables(
        BaseArgumentListSyntax arguments, SemanticModel model, CancellationToken cancellationToken)
    {
        var call = arguments.Parent!;
        var chosen = model.GetSymbolInfo(call, cancellationToken).Symbol as IMethodSymbol;
        IEnumerable<ISymbol> all = call switch
        {
            InvocationExpressionSyntax invocation => Invoked(invocation, model, cancellationToken),
            BaseObjectCreationExpressionSyntax creation when model.GetTypeInfo(creation, cancellationToken).Type is INamedTypeSymbol type =>
                type.InstanceConstructors.Where(constructor => model.IsAccessible(arguments.SpanStart, constructor)),
            _ => [],
        };
        return (chosen, [.. all.OfType<IMethodSymbol>().OrderBy(method => method.Parameters.Length)]);
    }

    private static ImmutableArray<ISymbol> Invoked(InvocationExpressionSyntax invocation, SemanticModel model, CancellationToken cancellationToken)
    {
        var group = model.GetMemberGroup(invocation.Expression, cancellationToken);
        return group.Length > 0 ? group
            : model.GetTypeInfo(invocation.Expression, cancellationToken).Type is INamedTypeSymbol { DelegateInvokeMethod: { } invoke } ? [invoke]
            : [];
    }

    private static void AddParameter(Explanation explanation, IMethodSymbol method, BaseArgumentListSyntax arguments, int cursor)
    {
        var documentation = Documentation(method);
        if (Sentence(documentation?.Element("summary")) is { Length: > 0 } summary)
        {
            explanation.AddText(summary);
        }

        var position = arguments.Arguments.GetSeparators().Count(comma => comma.Span.End <= cursor);
        if (method.Parameters.ElementAtOrDefault(position) is { } parameter
            && Sentence(documentation?.Elements("param").FirstOrDefault(each => (string?)each.Attribute("name") == parameter.Name)) is { Length: > 0 } text)
        {
            explanation.AddText($"{parameter.Name}: {text}");
        }
    }

    private static XElement? Documentation(IMethodSymbol method)
    {
        // An extension method in its reduced form has the documentation of the one it was made from.
        var xml = (method.ReducedFrom ?? method).OriginalDefinition.GetDocumentationCommentXml(CultureInfo.InvariantCulture);
        try
        {
            // That of the notebook's own code is an element already, that of an assembly is what stands in one.
            return string.IsNullOrEmpty(xml) ? null : XElement.Parse($"<member>{xml}</member>") is var member && member.Element("member") is { } own ? own : member;
        }
        catch (System.Xml.XmlException)
        {
            // A comment that its author never closed; the signature says the rest.
            return null;
        }
    }

    private static string? Sentence(XElement? element)
    {
        if (element is null)
        {
            return null;
        }

        // References have their name in an attribute: <see cref="T:System.String"/>, <paramref name="value"/>.
        foreach (var reference in element.Descendants().Where(each => each.IsEmpty).ToList())
        {
            var name = ((string?)reference.Attribute("name") ?? (string?)reference.Attribute("langword") ?? (string?)reference.Attribute("cref"))?.Split('.', ':', '(')[^1];
            reference.ReplaceWith(name is null ? null : new XText(name));
        }

        return string.Join(' ', element.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
