using System.Globalization;
using System.Xml;
using Microsoft.CodeAnalysis;

namespace NotebookSqlAuth.Kernel.Language;

/// <summary>What an assembly's authors say of its members, from the XML file that belongs to it. Read when first asked for.</summary>
/// <remarks>
/// A package has the file beside its assembly. The framework has it in the SDK's reference pack, under the name of the
/// assembly that programs compile against; without an SDK there is none. Thread-safe.
/// </remarks>
internal sealed class XmlDocumentation : DocumentationProvider
{
    private readonly string _assembly;
    private readonly Lazy<XmlDocumentationFile?> _beside;

    private XmlDocumentation(string assembly)
    {
        _assembly = assembly;
        _beside = new(() => XmlDocumentationFile.Open(Path.ChangeExtension(assembly, ".xml")));
    }

    /// <summary>The documentation of an assembly; nothing is read yet.</summary>
    public static XmlDocumentation Of(string assembly) => new(assembly);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is XmlDocumentation other && other._assembly == _assembly;

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_assembly);

    /// <inheritdoc/>
    protected override string? GetDocumentationForSymbol(
        string documentationMemberID, CultureInfo preferredCulture, CancellationToken cancellationToken = default)
    {
        var file = ReferencePack.Holds(_assembly) ? ReferencePack.FindFile(_assembly, documentationMemberID) : _beside.Value;
        return file?.Find(documentationMemberID) ?? "";
    }
}

/// <summary>One documentation file: each member's XML by its id, e.g. <c>M:System.Console.Beep</c>.</summary>
internal sealed class XmlDocumentationFile
{
    private readonly Dictionary<string, string> _members = new(StringComparer.Ordinal);

    /// <summary>Reads a file; null where there is none, or it is not such a file.</summary>
    public static XmlDocumentationFile? Open(string path)
    {
        try
        {
            // Packages come from strangers: no entity of theirs is expanded, nothing else is fetched (both are XmlReader's defaults, said aloud).
            using var reader = XmlReader.Create(path, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            var file = new XmlDocumentationFile();
            while (reader.ReadToFollowing("member"))
            {
                if (reader.GetAttribute("name") is { } name)
                {
                    using var member = reader.ReadSubtree();
                    member.Read();
                    file._members.TryAdd(name, member.ReadInnerXml());
                }
            }

            return file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or XmlException)
        {
            // Explanations are then shorter; nobody can do more about it here.
            return null;
        }
    }

    /// <summary>A member's inner XML; null where it has none.</summary>
    public string? Find(string id) => _members.GetValueOrDefault(id);
}
