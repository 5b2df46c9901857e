using System.Text;

namespace HilRig.Reporting.Html;

/// <summary>A part of a page.</summary>
/// <param name="Heading">Text.</param>
/// <param name="Lead">A sentence on how to read it, text; empty for none.</param>
/// <param name="Body">HTML.</param>
internal sealed record Section(string Heading, string Lead, string Body);

/// <summary>One self-contained HTML file: style and script inside, nothing loaded from anywhere.</summary>
internal static class Page
{
    /// <param name="title">Text.</param>
    /// <param name="under">A line below it, text.</param>
    /// <param name="top">HTML before the first section.</param>
    /// <param name="footer">Text.</param>
    /// <param name="kind">Whose style and script are added: those of <c>nightly.css</c> and <c>nightly.js</c>; empty for none.</param>
    public static string Write(string title, string under, string top, IEnumerable<Section> sections, string footer, string kind = "")
    {
        var (page, heading) = (new StringBuilder(), Markup.Text(title));
        page.Append($"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{heading}</title>
            <style>
            {Asset("report.css")}{More(kind, "css")}</style></head>
            <body><main>
            <header><div><h1>{heading}</h1><p class="under">{Markup.Text(under)}</p></div><button class="theme" title="dark or light">◐ theme</button></header>

            """);
        page.Append(top);
        foreach (var section in sections.Where(s => s.Body.Length > 0))
        {
            var lead = section.Lead.Length == 0 ? "" : $"""<p class="lead">{Markup.Text(section.Lead)}</p>""";
            page.Append($"\n<section><h2>{Markup.Text(section.Heading)}</h2>{lead}{section.Body}</section>\n");
        }
        page.Append($"<footer>{Markup.Text(footer)}</footer>\n</main>\n<script>\n{Asset("report.js")}{More(kind, "js")}</script></body></html>\n");
        return page.ToString();
    }

    private static string More(string kind, string type) => kind.Length == 0 ? "" : Asset($"{kind}.{type}");

    private static string Asset(string name)
    {
        using var stream = typeof(Page).Assembly.GetManifestResourceStream($"HilRig.Reporting.Html.Assets.{name}")
            ?? throw new InvalidOperationException($"{name} is not in the assembly");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
