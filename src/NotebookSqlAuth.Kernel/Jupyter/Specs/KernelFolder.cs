using System.Text.RegularExpressions;
using NotebookSqlAuth.Errors;

namespace NotebookSqlAuth.Kernel.Jupyter.Specs;

/// <summary>Where Jupyter looks for kernels (docs.jupyter.org, "Common Directories and File Locations").</summary>
internal static partial class KernelFolder
{
    /// <summary>A kernel's folder; it need not exist.</summary>
    /// <param name="name">The kernel's name.</param>
    /// <param name="prefix">An environment's root, such as <c>/usr/local</c>; null for the user's own.</param>
    /// <exception cref="UserError">Jupyter would not find a kernel of that name.</exception>
    public static string Of(string name, string? prefix)
    {
        if (!Name().IsMatch(name))
        {
            throw new UserError(
                ErrorCodes.KernelName,
                $"A Jupyter kernel cannot be called `{name}`.",
                "",
                "Use small letters, digits, `.`, `_` and `-`.");
        }

        var data = prefix is null ? UserData() : Path.Combine(Path.GetFullPath(prefix), "share", "jupyter");
        return Path.Combine(data, "kernels", name);
    }

    private static string UserData()
    {
        if (Environment.GetEnvironmentVariable("JUPYTER_DATA_DIR") is { Length: > 0 } named)
        {
            return named;
        }

        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return OperatingSystem.IsWindows() ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "jupyter")
            : OperatingSystem.IsMacOS() ? Path.Combine(home, "Library", "Jupyter")
            : Environment.GetEnvironmentVariable("XDG_DATA_HOME") is { Length: > 0 } data ? Path.Combine(data, "jupyter")
            : Path.Combine(home, ".local", "share", "jupyter");
    }

    // jupyter_client's own rule for names; it takes capital letters too, and looks for them as small ones.
    [GeneratedRegex(@"^[a-z0-9._\-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
