using NotebookSqlAuth.Errors;

namespace NotebookSqlAuth.Kernel.Running;

/// <summary>What a run was asked to do.</summary>
/// <param name="Notebook">The file to run.</param>
/// <param name="Output">Where the executed notebook goes; null for nowhere.</param>
/// <param name="Html">Where the page goes; null for nowhere.</param>
/// <param name="Sandbox">Whether the run gets a sandbox of its own.</param>
internal sealed record RunOptions(string Notebook, string? Output, string? Html, bool Sandbox)
{
    /// <summary>Makes the paths full ones, since a run changes the working folder, and refuses what would only fail after the run.</summary>
    /// <exception cref="UserError">Two of the files are one, or a folder is missing.</exception>
    public RunOptions Checked()
    {
        var full = this with
        {
            Notebook = Path.GetFullPath(Notebook),
            Output = Output is null ? null : Path.GetFullPath(Output),
            Html = Html is null ? null : Path.GetFullPath(Html),
        };
        if (full.Html is not null && (IsSame(full.Html, full.Notebook) || (full.Output is not null && IsSame(full.Html, full.Output))))
        {
            throw Refused(Html!, "The notebook is in the same file.");
        }

        // The notebook's own path means in place; another path that leads there is more likely a mistake.
        if (full.Output is not null && full.Output != full.Notebook && IsSame(full.Output, full.Notebook))
        {
            throw Refused(Output!, "It leads to the notebook's own file.");
        }

        if (full.Output is not null && NotebookFile.IsScript(full.Output))
        {
            throw Refused(Output!, "A .dib file holds no outputs.", "Choose a file that ends with `.ipynb`.");
        }

        foreach (var path in (string?[])[full.Output, full.Html])
        {
            if (path is not null && (Directory.Exists(path) || !Directory.Exists(Path.GetDirectoryName(path))))
            {
                throw Refused(path, Directory.Exists(path) ? "It is a folder." : "Its folder is missing.");
            }
        }

        return full;
    }

    private static bool IsSame(string one, string other) => NotebookFile.Target(one) == NotebookFile.Target(other);

    private static UserError Refused(string path, string why, string next = "Choose another file.") =>
        new(ErrorCodes.OutputFile, $"`{path}` is no place for the result.", why, next);
}
