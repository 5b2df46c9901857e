using HilRig.Reporting.Records;
using HilRig.Reporting.Records.Nightly;
using HilRig.Reporting.Writers;

namespace HilRig.Reporting.Nightly;

/// <summary>The texts and tables that the page and the Markdown of a night share.</summary>
internal static class NightSummary
{
    private static readonly (string Name, Func<ElementRecord, int> Of)[] Steps =
    [
        ("bias stored", e => e.BiasStored), ("bias widened", e => e.BiasWidened), ("accumulator", e => e.Accumulator), ("multiplier", e => e.Multiplier),
        ("shift", e => e.Shift), ("requantized", e => e.Requantized), ("output", e => e.Output),
    ];

    /// <summary>Place among the outcomes, 0 for the weightiest.</summary>
    public static int Weight(string outcome) => Outcomes.All.TakeWhile(o => o != outcome).Count();

    public static int Count(NightRecord night, string outcome) => night.Jobs.Count(j => j.Outcome == outcome);

    /// <summary>Verdict and exit code in a few words.</summary>
    public static string Headline(NightRecord night) => night.Verdict switch
    {
        Outcomes.Pass => "everything passed",
        Outcomes.Fail => $"{Failed(night)} (exit code {night.ExitCode})",
        Outcomes.Regression => $"{Words.Jobs(Count(night, Outcomes.Regression))} worse than the baseline (exit code {night.ExitCode})",
        _ => $"infrastructure gave out (exit code {night.ExitCode})",
    };

    private static string Failed(NightRecord night) => Count(night, Outcomes.Fail) is var failed and > 0 ? $"{Words.Jobs(failed)} failed" : "a check failed";

    /// <summary>The verdict's sentences, and what was found beside the jobs where they do not say it.</summary>
    public static IEnumerable<string> Told(NightRecord night) =>
        night.Sentences.Concat(night.Findings.Where(f => !IsTold(night, f)).Select(f => $"{f.Subject}: {f.Sentence}"));

    // A sentence may begin with a capital where a finding does not.
    private static bool IsTold(NightRecord night, NightFinding finding)
    {
        var tail = finding.Sentence.Length > 1 ? finding.Sentence[1..] : finding.Sentence;
        return night.Sentences.Any(s => s.Contains(tail, StringComparison.Ordinal));
    }

    /// <summary>What an exit code means.</summary>
    public static string ExitCode(int code) => code switch
    {
        0 => "all jobs passed, or are excused",
        1 => "a number or a gate is wrong",
        3 => "a link, a board or an emulator gave out; nothing is said of the models",
        5 => "everything is right, but worse than the baseline",
        _ => "see the sentences below",
    };

    /// <summary>Where target and simulator part, in a sentence.</summary>
    public static string Place(MismatchRecord first) =>
        $"First at sample {Format.Number(first.Sample)}, {first.Layer}, channel {Format.Number(first.Channel)}, element {Format.Number(first.Element)}: "
        + $"the simulator says {Format.Number(first.Expected)}, the target {Format.Number(first.Actual)}; "
        + $"{Words.Count(first.DifferingElements, "element", "elements")} of the tensor {(first.DifferingElements == 1 ? "differs" : "differ")}.";

    /// <summary>Why a job did not pass, each thing once: excuse, reasons, the first place that differs, gates, what is worse than the baseline.</summary>
    public static IEnumerable<string> Reasons(JobRecord job)
    {
        var told = new List<string>();
        string[] all =
        [
            .. job.Quarantine is { } q ? [$"Quarantined by {q.Owner} until {q.Until}: {q.Reason}"] : Array.Empty<string>(), .. job.Reasons,
            .. job.First is { } first ? [IsPlaced(job, first) ? "" : Place(first), first.Explanation] : Array.Empty<string>(),
            .. job.Gates.Where(g => !g.Passed).Select(g => g.Sentence),
            .. job.Changes.Where(c => c.Kind is "regression" or "gone").Select(c => c.Sentence),
        ];
        foreach (var sentence in all.Where(s => s.Length > 0))
        {
            if (!told.Exists(t => t.Contains(sentence, StringComparison.Ordinal)))
                told.Add(sentence);
        }
        return told;
    }

    private static bool IsPlaced(JobRecord job, MismatchRecord first)
    {
        string[] place = [$"sample {first.Sample}", first.Layer, $"element {first.Element}"];
        return job.Reasons.Any(r => place.All(p => r.Contains(p, StringComparison.Ordinal)));
    }

    /// <summary>Both sides step by step; the second value tells whether they agree.</summary>
    public static IReadOnlyList<(string Step, int? Simulator, int? Target)> Trace(MismatchRecord first) => first is { Simulator: null, Target: null }
        ? []
        : [.. Steps.Select(s => (s.Name, first.Simulator is { } a ? s.Of(a) : (int?)null, first.Target is { } b ? s.Of(b) : (int?)null))];

    /// <summary>A gate over all jobs of one provenance.</summary>
    public static Table Gates(NightRecord night) => new(
        [
            new("gate"), new("provenance"), new("held", true), new("failed", true), new("found, least", true), new("found, most", true), new("unit"),
            new("failed first in"),
        ],
        [.. night.Jobs.SelectMany(j => j.Gates.Select(g => (Job: j, Gate: g, Provenance: Provenance(j, g)))).GroupBy(g => (g.Gate.Text, g.Provenance, g.Gate.Unit))
            .OrderByDescending(g => g.Count(x => !x.Gate.Passed)).Select(g => Gate(g.Key.Text, g.Key.Provenance, g.Key.Unit, [.. g.Select(x => (x.Job, x.Gate))]))]);

    /// <summary>Where the figure that a gate limits comes from; what is no figure of its own, as a drop, is computed from exact ones.</summary>
    public static string Provenance(JobRecord job, GateRecord gate) =>
        job.Figures.FirstOrDefault(f => f.Name == Metric.Limited(gate.Text))?.Provenance
        ?? (gate.Value is null ? Format.None : "exact");

    private static IReadOnlyList<string> Gate(string text, string provenance, string unit, IReadOnlyList<(JobRecord Job, GateRecord Gate)> found)
    {
        var failed = found.Where(f => !f.Gate.Passed).Select(f => f.Job.Id).ToList();
        string Found(double? value) => value is { } v ? Words.Plain(v) : Format.None;
        return
        [
            text, provenance, Format.Number(found.Count - failed.Count), Format.Number(failed.Count), Found(found.Min(f => f.Gate.Value)),
            Found(found.Max(f => f.Gate.Value)), unit, failed.Count == 0 ? "" : failed[0],
        ];
    }

    /// <summary>Excused jobs by what excuses them.</summary>
    /// <param name="times">To tell how long is left; null where nothing is known of the clock.</param>
    public static Table Quarantine(NightRecord night, NightTimes? times) => new(
        [new("pattern"), new("jobs excused", true), new("reason"), new("owner"), new("until"), new("left")],
        [.. night.Jobs.Where(j => j.Quarantine is not null).GroupBy(j => j.Quarantine!).Select(g => (IReadOnlyList<string>)
            [g.Key.Pattern, Format.Number(g.Count(j => j.Outcome == Outcomes.Quarantined)), g.Key.Reason, g.Key.Owner, g.Key.Until, Left(g.Key.Until, times)])]);

    private static string Left(string until, NightTimes? times) =>
        times is null || DateOnly.FromDateTime(times.Started.Date) is var today && !DateOnly.TryParseExact(until, "yyyy-MM-dd", out var last) ? Format.None
        : last < today ? "has run out"
        : last == today ? "last day"
        : Words.Count(last.DayNumber - today.DayNumber, "day", "days");
}
