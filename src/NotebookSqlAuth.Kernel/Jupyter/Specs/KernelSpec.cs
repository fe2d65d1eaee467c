using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Kernel.Jupyter.Shell;
using NotebookSqlAuth.Kernel.Jupyter.Wire;

namespace NotebookSqlAuth.Kernel.Jupyter.Specs;

/// <summary>Writes and removes the folder by which Jupyter knows the kernel.</summary>
internal static class KernelSpec
{
    private const string SpecFile = "kernel.json";
    private const string LogoFile = "logo-svg.svg";
    private const string OwnMark = "notebook_sql";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes it, over an earlier one of ours.</summary>
    /// <exception cref="UserError">The folder is somebody else's, or cannot be written.</exception>
    public static void Write(string folder, string displayName, bool sandbox)
    {
        if (Directory.Exists(folder) && !IsOwn(folder))
        {
            throw new UserError(
                ErrorCodes.KernelFolder, $"`{folder}` holds another kernel.", "", "Choose another name with `--name`.");
        }

        Guarded(folder, () =>
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, SpecFile), Content(displayName, sandbox).ToJsonString(Indented) + "\n");
            using var logo = typeof(KernelSpec).Assembly.GetManifestResourceStream(LogoFile)!;
            using var file = File.Create(Path.Combine(folder, LogoFile));
            logo.CopyTo(file);
        });
    }

    /// <summary>Removes it.</summary>
    /// <exception cref="UserError">There is none of ours, or it cannot be removed.</exception>
    public static void Remove(string folder)
    {
        if (!IsOwn(folder))
        {
            throw new UserError(
                ErrorCodes.KernelNotInstalled,
                $"There is no kernel of notebook-sql in `{folder}`.",
                OwnBeside(folder) is { Length: > 0 } names ? $"Beside it there is {names}." : "There is none beside it either.",
                "Give the `--name`, and the `--prefix`, that it was installed with.");
        }

        Guarded(folder, () => Directory.Delete(folder, recursive: true));
    }

    private static JsonObject Content(string displayName, bool sandbox)
    {
        var launch = ToolLaunch.Current();
        var arguments = launch.Program.Append("kernel").Append("{connection_file}").Concat(sandbox ? ["--sandbox"] : Array.Empty<string>());
        var spec = new JsonObject
        {
            ["argv"] = new JsonArray([.. arguments.Select(argument => (JsonNode)argument)]),
            ["display_name"] = displayName,
            ["language"] = KernelInfo.Language,
            ["interrupt_mode"] = "message",
            ["kernel_protocol_version"] = MessageWriter.ProtocolVersion,
            ["metadata"] = new JsonObject
            {
                ["debugger"] = false,
                ["supported_encryption"] = new JsonArray("curve"),
                [OwnMark] = true,
            },
        };
        if (launch.Environment.Count > 0)
        {
            spec["env"] = new JsonObject(launch.Environment.Select(each => KeyValuePair.Create<string, JsonNode?>(each.Key, each.Value)));
        }

        return spec;
    }

    private static string OwnBeside(string folder)
    {
        var kernels = new DirectoryInfo(Path.GetDirectoryName(folder)!);
        return !kernels.Exists ? "" : string.Join(", ", kernels.EnumerateDirectories("*", new EnumerationOptions())
            .Where(each => IsOwn(each.FullName)).Select(each => each.Name).Order(StringComparer.Ordinal).Select(name => $"`{name}`"));
    }

    private static bool IsOwn(string folder)
    {
        try
        {
            var spec = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, SpecFile)));
            return spec is JsonObject json && json["metadata"] is JsonObject metadata && metadata.ContainsKey(OwnMark);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            return false;
        }
    }

    private static void Guarded(string folder, Action action)
    {
        try
        {
            action();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserError(
                ErrorCodes.KernelFolder,
                $"`{folder}` could not be changed.",
                error.Message,
                "Check its permissions, or name another place with `--prefix`.");
        }
    }
}
