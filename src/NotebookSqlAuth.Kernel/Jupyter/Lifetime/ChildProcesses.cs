using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace NotebookSqlAuth.Kernel.Jupyter.Lifetime;

/// <summary>Ends what cells started and left running: no process outlives its kernel.</summary>
internal static class ChildProcesses
{
    private const string ProcFolder = "/proc";

    /// <summary>Ends this process's children and theirs, where the system lists them as Linux does.</summary>
    public static void EndAll()
    {
        foreach (var id in OwnChildren())
        {
            try
            {
                using var child = Process.GetProcessById(id);
                child.Kill(entireProcessTree: true);
            }
            catch (Exception error) when (error is ArgumentException or InvalidOperationException or Win32Exception or AggregateException)
            {
                // It ended meanwhile, or is another user's by now.
            }
        }
    }

    private static IEnumerable<int> OwnChildren()
    {
        if (!Directory.Exists(ProcFolder))
        {
            yield break;
        }

        foreach (var folder in Directory.EnumerateDirectories(ProcFolder))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && ParentOf(folder) == Environment.ProcessId)
            {
                yield return id;
            }
        }
    }

    // proc(5): `pid (name) state ppid ...`, and the name may hold anything.
    private static int? ParentOf(string folder)
    {
        try
        {
            var stat = File.ReadAllText(Path.Combine(folder, "stat"));
            var words = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return int.Parse(words[1], CultureInfo.InvariantCulture);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
