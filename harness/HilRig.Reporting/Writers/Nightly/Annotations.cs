using HilRig.Reporting.Nightly;
using HilRig.Reporting.Records.Nightly;

namespace HilRig.Reporting.Writers.Nightly;

/// <summary>What did not pass as GitHub's workflow commands, which show beside a change. Jobs of a target that failed alike are one line.</summary>
public static class Annotations
{
    /// <summary>GitHub shows ten of a step and says nothing of the rest.</summary>
    public const int Most = 10;

    private const int LongestMessage = 2000;

    /// <summary>Lines for standard output, at most <see cref="Most"/>; the last says how many more there are.</summary>
    public static IReadOnlyList<string> Lines(NightRecord night)
    {
        var wrong = Wrong(night);
        if (wrong.Count <= Most)
            return [.. wrong.Select(Line)];
        var rest = wrong.Skip(Most - 1).ToList();
        var jobs = rest.Sum(i => i.Jobs.Count);
        var where = jobs == 0 ? "" : $", in {Words.Jobs(jobs)}";
        var more = $"{Format.Number(rest.Count)} more kinds of failure{where}: see report.html of the night and its summary.";
        return [.. wrong.Take(Most - 1).Select(Line), Command($"nightly {night.Name}: and more", more)];
    }

    private static List<NewsItem> Wrong(NightRecord night) =>
    [
        .. Groups.Standing(night).Concat(NightItems.Findings(null, night))
            .Where(i => i.Kind is NewsKinds.Exactness or NewsKinds.Gate or NewsKinds.Failure or NewsKinds.Infrastructure or NewsKinds.Regression)
            .OrderBy(i => NewsKinds.Weight(i.Kind)).ThenByDescending(i => i.Jobs.Count),
    ];

    private static string Line(NewsItem item) => Command($"{item.Subject}: {item.Kind}", string.Join('\n', item.Details.Prepend(item.Sentence)));

    private static string Command(string title, string message) => $"::error title={Property(Words.Cut(title, 200))}::{Data(Words.Cut(message, LongestMessage))}";

    // As actions/toolkit escapes: the percent sign first.
    private static string Data(string text) => Printable.Of(text)
        .Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
