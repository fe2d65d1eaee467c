using Microsoft.Playwright;

namespace NotebookSqlAuth.Hosts.Tests.Display;

/// <summary>Texts of our outputs that cannot be read well on a page.</summary>
internal static class LowContrast
{
    // WCAG 2.2, 1.4.3 and its definition of contrast ratio; a text's background is that of its nearest ancestor that has one.
    private const string Search = """
        () => {
          const channel = value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
          const parse = color => color.match(/[\d.]+/g).map(Number);
          const luminance = ([red, green, blue]) => 0.2126 * channel(red / 255) + 0.7152 * channel(green / 255) + 0.0722 * channel(blue / 255);
          const background = element => {
            for (let at = element; at; at = at.parentElement) {
              const color = parse(getComputedStyle(at).backgroundColor);
              if (color.length === 3 || color[3] === 1) return color;
            }
            return [255, 255, 255];
          };
          const found = [];
          for (const element of document.querySelectorAll('.nsa *')) {
            if (element.tagName === 'STYLE' || ![...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim())) continue;
            const [light, dark] = [luminance(parse(getComputedStyle(element).color)), luminance(background(element))].sort((a, b) => b - a);
            const ratio = (light + 0.05) / (dark + 0.05);
            if (ratio < 4.5) found.push(`${element.tagName}.${element.className} "${element.textContent.slice(0, 30)}": ${ratio.toFixed(2)}`);
          }
          return found;
        }
        """;

    /// <summary>The texts that stand out too little, each with its ratio.</summary>
    public static Task<string[]> OnAsync(IPage page) => page.EvaluateAsync<string[]>(Search);
}
