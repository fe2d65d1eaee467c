namespace NotebookSqlAuth.Display;

/// <summary>The one style sheet of all outputs, light and dark.</summary>
/// <remarks>
/// The colours are our own on a background of our own, so that text keeps a contrast of 4.5:1 (WCAG 2.2, 1.4.3) whatever the page is.
/// A notebook's theme wins over the operating system's: JupyterLab says it by <c>data-jp-theme-light</c>, VS Code by a class of the body,
/// and Notebook 6, whose body is <c>notebook_app</c>, is always light.
/// </remarks>
internal static class Style
{
    private const string Light =
        "--nsa-bg:#fff;--nsa-fg:#1f2328;--nsa-dim:#59636e;--nsa-line:#d1d9e0;--nsa-head:#f3f5f7;--nsa-link:#0757b5;" +
        "--nsa-note-bg:#fff8db;--nsa-note-fg:#5c4300;--nsa-err:#b3261e;--nsa-err-bg:#fff4f3;--nsa-ok:#1a7f37;color-scheme:light";

    private const string Dark =
        "--nsa-bg:#181c22;--nsa-fg:#e6edf3;--nsa-dim:#a3acb6;--nsa-line:#3d444d;--nsa-head:#232932;--nsa-link:#79b8ff;" +
        "--nsa-note-bg:#2e2610;--nsa-note-fg:#f2d675;--nsa-err:#ff9d96;--nsa-err-bg:#2b181a;--nsa-ok:#5fd37a;color-scheme:dark";

    private const string Rules =
        ".nsa{background:var(--nsa-bg);color:var(--nsa-fg);font:14px/1.45 var(--jp-ui-font-family,var(--vscode-font-family,system-ui,sans-serif));" +
        "padding:2px 4px;margin-left:-4px;border-radius:6px;width:fit-content;max-width:100%;box-sizing:border-box;text-align:left}" +
        ".nsa code,.nsa pre,.nsa .nsa-code,.nsa td{font-family:var(--jp-code-font-family,var(--vscode-editor-font-family,ui-monospace,monospace))}" +
        ".nsa code{background:var(--nsa-head);color:inherit;padding:0 .25em;border-radius:3px;font-size:.95em}" +
        ".nsa a{color:var(--nsa-link)}" +
        ".nsa p{margin:.3em 0}" +
        ".nsa-dim,.nsa .nsa-type,.nsa dt{color:var(--nsa-dim)}" +
        ".nsa-card{border:1px solid var(--nsa-line);border-left:4px solid var(--nsa-link);border-radius:6px;padding:.6em 1em;width:46em;max-width:100%;box-sizing:border-box}" +
        ".nsa-card>b{font-size:1.07em}" +
        ".nsa-error{border-color:var(--nsa-err);background:var(--nsa-err-bg)}" +
        ".nsa-error>b{color:var(--nsa-err)}" +
        ".nsa-error p{white-space:pre-line;overflow-wrap:anywhere}" +
        ".nsa-ok{border-left-color:var(--nsa-ok)}" +
        ".nsa-note{background:var(--nsa-note-bg);color:var(--nsa-note-fg);border-radius:4px;padding:.2em .6em;margin:.3em 0;max-width:60em;overflow-wrap:anywhere}" +
        ".nsa-note code{background:none}" +
        ".nsa-code{font-size:1.6em;font-weight:600;letter-spacing:.08em;user-select:all;margin-right:.6em}" +
        ".nsa button{font:inherit;color:var(--nsa-fg);background:var(--nsa-head);border:1px solid var(--nsa-dim);border-radius:5px;padding:.15em .8em;cursor:pointer}" +
        ".nsa dl{display:grid;grid-template-columns:max-content 1fr;gap:.1em 1em;margin:.5em 0}" +
        ".nsa dd{margin:0;overflow-wrap:anywhere}" +
        ".nsa pre{background:none;color:inherit;margin:.3em 0;padding:0;white-space:pre-wrap;overflow-wrap:anywhere;font-size:13px}" +
        ".nsa-scroll{overflow-x:auto;max-width:100%}" +
        ".nsa table{border-collapse:collapse;border:0;margin:.2em 0;font-size:13px;table-layout:auto;width:max-content}" +
        ".nsa caption{caption-side:top;text-align:left;color:var(--nsa-fg);padding:.2em 0;white-space:nowrap}" +
        ".nsa th,.nsa td{border:0;border-bottom:1px solid var(--nsa-line);padding:.22em .8em;text-align:left;vertical-align:top;background:var(--nsa-bg);color:var(--nsa-fg)}" +
        ".nsa th{background:var(--nsa-head);font-weight:600;white-space:nowrap;max-width:40ch;overflow:hidden;text-overflow:ellipsis}" +
        ".nsa .nsa-type{font-weight:400;font-size:11px}" +
        ".nsa td{white-space:pre-wrap;overflow-wrap:anywhere;max-width:52ch}" +
        ".nsa .nsa-num{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}" +
        ".nsa .nsa-null{color:var(--nsa-dim);font-style:italic}" +
        ".nsa .nsa-cut{color:var(--nsa-dim);white-space:nowrap}";

    /// <summary>The style element, the same in every output.</summary>
    // A parser does not decode a style element's text, so it is not encoded.
    public static Html Element { get; } = Html.Of(
        $"<style>.nsa{{{Html.Trusted(Light)}}}@media(prefers-color-scheme:dark){{.nsa{{{Html.Trusted(Dark)}}}}}[data-jp-theme-light=true] .nsa,.notebook_app .nsa,.vscode-light .nsa,.vscode-high-contrast-light .nsa{{{Html.Trusted(Light)}}}[data-jp-theme-light=false] .nsa,.vscode-dark .nsa,.vscode-high-contrast:not(.vscode-high-contrast-light) .nsa{{{Html.Trusted(Dark)}}}{Html.Trusted(Rules)}</style>");
}
