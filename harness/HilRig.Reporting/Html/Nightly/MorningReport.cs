using System.Globalization;
using HilRig.Reporting.Nightly;
using HilRig.Reporting.Records.Nightly;
using HilRig.Reporting.Writers;
using static HilRig.Reporting.Html.Markup;
using static HilRig.Reporting.Html.Nightly.NightMarkup;

namespace HilRig.Reporting.Html.Nightly;

/// <summary><c>report.html</c> of a night: the verdict, what is new, then everything by job. One file below 5 MB, whatever the size of the night.</summary>
public static class MorningReport
{
    /// <param name="before">The last green night; null for none.</param>
    /// <param name="times">Null where nothing is known of the clock.</param>
    public static string Write(NightRecord night, NightRecord? before = null, NightTimes? times = null)
    {
        var cards = new FailureCards(night);
        var top = Figures(night) + Verdict(night) + $"<section><h2>What is new</h2>{NewsPanel.Draw(NightNews.Between(before, night))}</section>" + JobFilter(night);
        var title = Words.Cut($"{night.Name}: {NightSummary.Headline(night)}", 200);
        return Page.Write(title, Under(night, times), top, Sections(night, before, times, cards), Footer(night, before), "nightly");
    }

    private static IEnumerable<Section> Sections(NightRecord night, NightRecord? before, NightTimes? times, FailureCards cards)
    {
        yield return new("Models and targets", "", new MatrixPanel(night, before, cards.Anchor).Draw());
        yield return new(
            "What did not pass", "Between simulator and target only integer equality counts; the first place that differs is shown with both sides' steps.",
            cards.Draw());
        if (night.Jobs.Any(j => j.Gates.Count > 0))
            yield return new("Gates", "Figures of different provenance are never compared with each other.", Card(Table(Budget.Shorten(NightSummary.Gates(night)))));
        if (night.Jobs.Any(j => j.Quarantine is not null))
            yield return new("Quarantine", "Excuses run out.", Card(Table(Budget.Shorten(NightSummary.Quarantine(night, times)))));
        if (times is not null)
        {
            yield return new("On the way", "", ClockPanels.Recoveries(times));
            yield return new("Slowest jobs", "", ClockPanels.Longest(times));
        }
        yield return new("All jobs", "", $"""<div id="jobs">{JobsTable.Draw(night)}</div>""");
        yield return new("What ran", "", Card(Table(Budget.Shorten(Tools(night)))));
    }

    private static Writers.Table Tools(NightRecord night) => new(
        [new("what"), new("which")],
        [
            ["tool", night.Tool], ["commit", night.Commit ?? Format.None], ["plan", night.PlanSha256],
            .. night.Tools.Select(t => (IReadOnlyList<string>)[t.Key, t.Value]),
        ]);

    private static string Figures(NightRecord night)
    {
        (string Outcome, string Tone)[] shown =
        [
            (Outcomes.Pass, "good"), (Outcomes.Fail, "bad"), (Outcomes.Regression, "warn"), (Outcomes.Infrastructure, "bad"), (Outcomes.Quarantined, ""),
            (Outcomes.NotRun, ""),
        ];
        var counts = shown.Select(s => Big(NightSummary.Count(night, s.Outcome), Meaning(s.Outcome), s.Tone, $" data-pick=\"{s.Outcome}\""));
        return $"""<div class="figures seven">{Big(night.Jobs.Count, "jobs", "", "")}{string.Concat(counts)}</div>""";
    }

    private static string Big(int count, string meaning, string tone, string pick)
    {
        var (kind, shown) = count == 0 ? (" none", "") : ("", tone);
        return $"""<div class="figure{kind}"{pick}><b class="{shown}">{Format.Number(count)}</b><span>{meaning}</span></div>""";
    }

    private static string Meaning(string outcome) => outcome == Outcomes.Regression ? "worse than baseline" : Words.Outcome(outcome);

    private static string Verdict(NightRecord night)
    {
        var tone = night.ExitCode switch { 0 => "good", 5 => "warn", _ => "bad" };
        var said = $"Exit code {Format.Number(night.ExitCode)}: {NightSummary.ExitCode(night.ExitCode)}.";
        return $"""<div class="card verdict is-{tone}"><b class="{tone}">{Text(Capital(NightSummary.Headline(night)))}</b>"""
            + $"<p>{Text(said)}</p>{Sentences(NightSummary.Told(night))}</div>";
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string JobFilter(NightRecord night)
    {
        var counts = Outcomes.All.Select(o => (Outcome: o, Count: NightSummary.Count(night, o))).Where(c => c.Count > 0);
        return Filter("filter jobs: words of model, bias, target, reason", counts.Select(c => (c.Outcome, $"{Words.Outcome(c.Outcome)} {Format.Number(c.Count)}")));
    }

    private static string Under(NightRecord night, NightTimes? times)
    {
        List<string> parts = [];
        if (times is not null)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{times.Started:yyyy-MM-dd HH:mm zzz} · {Words.Duration(times.Seconds)}"));
        if (times is { Host.Length: > 0 })
            parts.Add(Words.Cut(times.Host, 200));
        if (night.Commit is { } commit)
            parts.Add($"commit {Words.Short(commit)}");
        parts.Add(night.Tool);
        if (night.Shard is { } shard)
            parts.Add($"part of the plan: {shard}");
        return string.Join(" · ", parts);
    }

    private static string Footer(NightRecord night, NightRecord? before)
    {
        var against = before is null ? "No earlier green night is known." : $"Compared with the last green night{NightNews.At(before)}.";
        return $"Plan {night.PlanSha256}. {against} Every number is also in result.json beside this file; what a clock said in times.json. Press / to filter.";
    }
}
