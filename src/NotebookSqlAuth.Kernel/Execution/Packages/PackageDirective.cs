using System.Text;
using NotebookSqlAuth.Errors;
using NuGet.Packaging;
using NuGet.Versioning;

namespace NotebookSqlAuth.Kernel.Execution.Packages;

/// <summary>A line <c>#r "nuget: Name, Version"</c>.</summary>
/// <param name="Id">The package's name.</param>
/// <param name="Version">As written; null where it was left out, which means the newest stable one.</param>
internal sealed record PackageDirective(string Id, string? Version)
{
    /// <summary>Name and version as a person writes them.</summary>
    public override string ToString() => Version is null ? Id : $"{Id} {Version}";

    /// <summary>Takes the package lines out of C# code; blank lines stay in their place, so that line numbers hold.</summary>
    /// <exception cref="UserError">A package line that cannot be read.</exception>
    public static (CSharpPart Code, IReadOnlyList<PackageDirective> Directives) TakeFrom(CSharpPart part)
    {
        var directives = new List<PackageDirective>();
        var rest = new StringBuilder();
        var number = part.FirstLine;
        foreach (var line in part.Code.Split('\n'))
        {
            if (Parse(line, number++) is { } directive)
            {
                directives.Add(directive);
                rest.Append('\n');
            }
            else
            {
                rest.Append(line).Append('\n');
            }
        }

        return (part with { Code = rest.ToString() }, directives);
    }

    /// <summary>Whether a line asks for a package, however well.</summary>
    public static bool IsOne(string line)
    {
        var text = line.TrimStart();
        return text.StartsWith("#r", StringComparison.Ordinal)
            && text[2..].TrimStart().StartsWith("\"nuget:", StringComparison.OrdinalIgnoreCase);
    }

    private static PackageDirective? Parse(string line, int number)
    {
        if (!IsOne(line))
        {
            return null;
        }

        var text = line.Trim()[2..].TrimStart();
        var words = text.EndsWith('"') && text.Length > 8 ? text[7..^1].Split(',', 2, StringSplitOptions.TrimEntries) : [];
        var valid = words is [_] or [_, _] && PackageIdValidator.IsValidPackageId(words[0])
            && (words is [_] || VersionRange.TryParse(words[1], out _));
        return valid ? new PackageDirective(words[0], words.ElementAtOrDefault(1)) : throw new UserError(
            ErrorCodes.PackageDirective,
            $"Line {number} asks for a package in a way that cannot be read.",
            "",
            "Write #r \"nuget: Name, 1.2.3\", or #r \"nuget: Name\" for the newest stable version.");
    }
}
