using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.QuickInfo;
using NotebookSqlAuth.Kernel.Execution.Submissions;

namespace NotebookSqlAuth.Kernel.Language;

/// <summary>What is known of the C# at a place: Roslyn's quick info, and the signatures of the call whose arguments are being written.</summary>
internal static class CSharpExplanations
{
    private const int MaxMembers = 60;

    private static readonly string[] BriefSections =
        [QuickInfoSectionKinds.Description, QuickInfoSectionKinds.DocumentationComments, QuickInfoSectionKinds.AnonymousTypes, QuickInfoSectionKinds.TypeParameters];

    /// <summary>Explains; the answer is empty where nothing is known.</summary>
    /// <param name="document">The code.</param>
    /// <param name="cursor">The position.</param>
    /// <param name="detailed">Whether remarks, exceptions and members are wanted too.</param>
    /// <param name="state">Where values of variables are.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<Explanation> AtAsync(
        Document document, int cursor, bool detailed, CSharpState state, CancellationToken cancellationToken)
    {
        var explanation = new Explanation();
        var root = (await document.GetSyntaxRootAsync(cancellationToken))!;
        var model = (await document.GetSemanticModelAsync(cancellationToken))!;
        var token = TokenAt(root, cursor);
        var symbol = SymbolAt(model, token, cancellationToken);
        if (await QuickInfoService.GetService(document)!.GetQuickInfoAsync(document, token.SpanStart, cancellationToken) is { } info
            && token.Span.IntersectsWith(cursor))
        {
            Add(explanation, info, detailed);
            AddValue(explanation, symbol, state);
        }

        // Inside brackets the question is mostly what comes next; on a word it is the word.
        if (explanation.IsEmpty || detailed)
        {
            CSharpSignatures.Add(explanation, root, model, cursor, cancellationToken);
        }

        if (detailed && token.Span.IntersectsWith(cursor))
        {
            AddMembers(explanation, symbol, model, token.SpanStart);
        }

        return explanation;
    }

    // A cursor right behind a word means the word.
    private static SyntaxToken TokenAt(SyntaxNode root, int cursor)
    {
        var token = root.FindToken(cursor);
        return cursor > 0 && cursor <= token.SpanStart && root.FindToken(cursor - 1) is var before && IsWord(before) && !IsWord(token)
            ? before
            : token;
    }

    private static bool IsWord(SyntaxToken token) => token.IsKind(SyntaxKind.IdentifierToken) || token.IsKeyword();

    private static ISymbol? SymbolAt(SemanticModel model, SyntaxToken token, CancellationToken cancellationToken) =>
        token.Parent is not { } node ? null
        : model.GetSymbolInfo(node, cancellationToken) is { Symbol: { } symbol } ? symbol
        : model.GetDeclaredSymbol(node, cancellationToken);

    private static void Add(Explanation explanation, QuickInfoItem info, bool detailed)
    {
        foreach (var section in info.Sections.Where(section => detailed || BriefSections.Contains(section.Kind)))
        {
            if (section.Kind == QuickInfoSectionKinds.Description)
            {
                explanation.AddCode(section.Text.Trim());
            }
            else if (section.Text.Trim() is { Length: > 0 } text)
            {
                explanation.AddText(text);
            }
        }
    }

    // A variable declared as a base type may hold more than its declaration tells.
    private static void AddValue(Explanation explanation, ISymbol? symbol, CSharpState state)
    {
        if (symbol is IFieldSymbol { ContainingType.IsScriptClass: true } field
            && state.GetVariable(field.Name) is { Value: { } value } variable && value.GetType() != variable.Type)
        {
            explanation.AddText($"Holds a {value.GetType()} now.");
        }
    }

    private static void AddMembers(Explanation explanation, ISymbol? symbol, SemanticModel model, int position)
    {
        var type = symbol switch
        {
            ITypeSymbol itself => itself,
            IFieldSymbol field => field.Type,
            ILocalSymbol local => local.Type,
            IParameterSymbol parameter => parameter.Type,
            IPropertySymbol property => property.Type,
            _ => null,
        };
        if (type is null)
        {
            return;
        }

        var members = model.LookupSymbols(position, type, includeReducedExtensionMethods: false)
            .Where(member => member is not ITypeSymbol && member.CanBeReferencedByName && member.IsStatic == symbol is ITypeSymbol && member.ContainingType?.SpecialType != SpecialType.System_Object)
            .GroupBy(member => member.Name, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.OrdinalIgnoreCase)
            .ToList();
        if (members.Count > 0)
        {
            var more = members.Count > MaxMembers
                ? string.Create(CultureInfo.InvariantCulture, $"\n… and {members.Count - MaxMembers} more")
                : "";
            explanation.AddCode(string.Join('\n', members.Take(MaxMembers).Select(Line)) + more);
        }
    }

    private static string Line(IGrouping<string, ISymbol> overloads)
    {
        var first = overloads.First().ToDisplayString(CSharpSignatures.Format);
        return overloads.Count() == 1 ? first : string.Create(CultureInfo.InvariantCulture, $"{first} (+ {overloads.Count() - 1} more)");
    }
}
