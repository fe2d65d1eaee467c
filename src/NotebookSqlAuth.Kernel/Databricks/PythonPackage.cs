using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace NotebookSqlAuth.Kernel.Databricks;

/// <summary>The package <c>notebook_sql_auth</c> as a wheel (packaging.python.org, "Binary distribution format"), of the sources that travel in the tool.</summary>
/// <remarks>Written here and not by Python's build tools, because where the tool packs itself there may be no Python; pip accepts and installs it, which a test holds.</remarks>
internal static partial class PythonPackage
{
    private const string Name = "notebook_sql_auth";
    private const string Prefix = "python/";

    /// <summary>Its version: the tool's own.</summary>
    public static string Version { get; } =
        typeof(PythonPackage).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>The wheel's file name, which pip reads name, version and platforms from.</summary>
    public static string WheelName { get; } = $"{Name}-{Version}-py3-none-any.whl";

    /// <summary>The wheel's files in order; the record of all others at the end, as the format recommends.</summary>
    public static IReadOnlyList<PackedEntry> Entries()
    {
        var info = $"{Name}-{Version}.dist-info";
        var contents = typeof(PythonPackage).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix + Name + "/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => (Name: name[Prefix.Length..], Content: Read(name)))
            .Append((Name: $"{info}/METADATA", Content: Encoding.UTF8.GetBytes(Metadata())))
            .Append((Name: $"{info}/WHEEL", Content: Encoding.UTF8.GetBytes($"Wheel-Version: 1.0\nGenerator: notebook-sql {Version}\nRoot-Is-Purelib: true\nTag: py3-none-any\n")))
            .ToList();
        var record = new StringBuilder();
        foreach (var (name, content) in contents)
        {
            // PEP 376: the digest in base64 for addresses, without padding.
            var digest = Convert.ToBase64String(SHA256.HashData(content)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
            record.Append(System.Globalization.CultureInfo.InvariantCulture, $"{name},sha256={digest},{content.Length}\n");
        }

        record.Append(System.Globalization.CultureInfo.InvariantCulture, $"{info}/RECORD,,\n");
        return [.. contents.Select(file => PackedEntry.Of(file.Name, file.Content)), PackedEntry.Of($"{info}/RECORD", Encoding.UTF8.GetBytes(record.ToString()))];
    }

    // What pyproject.toml says, in the words of a wheel (packaging.python.org, "Core metadata specifications", 2.1).
    private static string Metadata()
    {
        var project = Encoding.UTF8.GetString(Read(Prefix + "pyproject.toml"));
        var text = new StringBuilder();
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"Metadata-Version: 2.1\nName: {Name}\nVersion: {Version}\n");
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"Summary: {Field(project, "description")}\nLicense: MIT\nRequires-Python: {Field(project, "requires-python")}\n");
        foreach (var requirement in List(project, "dependencies"))
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"Requires-Dist: {requirement}\n");
        }

        text.Append("Provides-Extra: frames\n");
        foreach (var requirement in List(project, "frames"))
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"Requires-Dist: {requirement}; extra == \"frames\"\n");
        }

        text.Append("Description-Content-Type: text/markdown\n\n");
        return text.Append(Encoding.UTF8.GetString(Read(Prefix + "README.md"))).ToString();
    }

    private static string Field(string project, string name) =>
        FieldLine().Matches(project).First(match => match.Groups["name"].Value == name).Groups["value"].Value;

    // A list of strings on one line is JSON as well as TOML.
    private static string[] List(string project, string name) =>
        JsonSerializer.Deserialize<string[]>(ListLine().Matches(project).First(match => match.Groups["name"].Value == name).Groups["value"].Value)!;

    private static byte[] Read(string resource)
    {
        using var stream = typeof(PythonPackage).Assembly.GetManifestResourceStream(resource)!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    [GeneratedRegex("^(?<name>[a-z-]+) = \"(?<value>[^\"]*)\"\\r?$", RegexOptions.Multiline)]
    private static partial Regex FieldLine();

    [GeneratedRegex("^(?<name>[a-z-]+) = (?<value>\\[.*\\])\\r?$", RegexOptions.Multiline)]
    private static partial Regex ListLine();
}
