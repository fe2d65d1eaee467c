namespace NotebookSqlAuth.Display;

/// <summary>What every output of ours is wrapped in: one scope for the style, and the style.</summary>
internal static class Page
{
    /// <summary>Makes an output of markup and its plain twin.</summary>
    // The two ignore classes keep MathJax (2 and 3) from typesetting `$` in a cell's text, as Jupyter otherwise would.
    public static CellOutput Of(Html content, string plainText) =>
        new(Html.Of($"<div class=\"nsa tex2jax_ignore mathjax_ignore\">{Style.Element}{content}</div>").ToString(), plainText);
}
