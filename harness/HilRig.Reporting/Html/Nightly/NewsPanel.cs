using HilRig.Reporting.Nightly;
using static HilRig.Reporting.Html.Markup;
using static HilRig.Reporting.Html.Nightly.NightMarkup;

namespace HilRig.Reporting.Html.Nightly;

/// <summary>What is new, a line a group of jobs.</summary>
internal static class NewsPanel
{
    private const int Most = 60, MostBytes = 400_000;

    public static string Draw(NightNews news)
    {
        if (news.IsUnchanged)
            return Card($"""<p class="calm">✓ {Sentence(news.Headline)}</p>""");
        var items = Budget.Join(news.Items.Take(Most).Select(Item), MostBytes, left => Rest(left));
        var more = news.Items.Count > Most ? Rest(news.Items.Count - Most) : "";
        return Card($"""<p class="lead">{Sentence(news.Headline)}</p><ul class="news">{items}{more}</ul>""");
    }

    private static string Rest(int left) => $"<li><span></span><span class=\"soft\">and {left} more in result.json</span></li>";

    private static string Item(NewsItem item)
    {
        var details = item.Details.Count == 0 ? "" : $"<ul>{string.Concat(item.Details.Select(d => $"<li>{Sentence(d)}</li>"))}</ul>";
        return $"<li>{Chip(Tone(item.Kind), item.Kind)}<div>{Subject(item)}: {Sentence(item.Sentence)}{details}</div></li>";
    }

    // A click shows the jobs of the target, the model or the one job.
    private static string Subject(NewsItem item)
    {
        var subject = $"<b>{Name(item.Subject)}</b>";
        var words = item.Jobs.Count == 1 ? item.Jobs[0].Replace('/', ' ') : item.Subject;
        return item.Jobs.Count == 0 || item.Kind == NewsKinds.GoneJobs ? subject : $"""<a href="#jobs" data-ask="{Name(words)}">{subject}</a>""";
    }

    private static string Tone(string kind) => kind switch
    {
        NewsKinds.Exactness or NewsKinds.Gate or NewsKinds.Failure => "fail",
        NewsKinds.Infrastructure => "infrastructure",
        NewsKinds.Regression or NewsKinds.Worse => "worse",
        NewsKinds.Better or NewsKinds.Mended => "better",
        NewsKinds.NotRun => "notRun",
        _ => "changed",
    };
}
