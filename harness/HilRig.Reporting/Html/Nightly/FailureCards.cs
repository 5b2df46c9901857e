using HilRig.Reporting.Nightly;
using HilRig.Reporting.Records;
using HilRig.Reporting.Records.Nightly;
using HilRig.Reporting.Writers;
using static HilRig.Reporting.Html.Markup;
using static HilRig.Reporting.Html.Nightly.NightMarkup;

namespace HilRig.Reporting.Html.Nightly;

/// <summary>One fold a job that did not pass, the weightiest first: reasons, the first place that differs, gates, explanation, files.</summary>
internal sealed class FailureCards
{
    private const int Most = 200, MostOpen = 3, MostPrinted = 20, MostBytes = 1_200_000;

    private readonly List<JobRecord> _shown;
    private readonly int _left;
    private readonly Dictionary<string, int> _places;

    public FailureCards(NightRecord night)
    {
        var wrong = night.Jobs.Where(j => j.Outcome is not (Outcomes.Pass or Outcomes.NotRun)).OrderBy(j => NightSummary.Weight(j.Outcome)).ToList();
        _shown = [.. wrong.Take(Most)];
        _left = wrong.Count - _shown.Count;
        _places = _shown.Select((job, at) => (job.Id, at)).GroupBy(p => p.Id).ToDictionary(g => g.Key, g => g.First().at);
    }

    /// <summary>Link to the job's card; null for none.</summary>
    public string? Anchor(JobRecord job) => _places.TryGetValue(job.Id, out var at) ? $"#j{at}" : null;

    public string Draw()
    {
        if (_shown.Count == 0)
            return "";
        var cards = Budget.Join(_shown.Select(Card), MostBytes, left => Rest(left));
        return Markup.Card(cards + (_left > 0 ? Rest(_left) : ""));
    }

    private static string Rest(int left) => Soft($"{Words.Jobs(left)} more did not pass: they are in the table of all jobs and in result.json.");

    private string Card(JobRecord job, int at)
    {
        var open = at < MostOpen && job.Outcome == Outcomes.Fail ? " open" : "";
        var print = at < MostPrinted ? " data-print" : "";
        return $"""<details class="failure" id="j{at}" data-o="{Class(job.Outcome)}"{open}{print}>"""
            + $"""<summary>{Outcome(job.Outcome)} {Name(job.Id)} <span class="soft">{Lead(job)}</span></summary><div>{Inside(job)}</div></details>""";
    }

    private static string Inside(JobRecord job) =>
        Sentences(NightSummary.Reasons(job)) + Mismatch(job.First) + Gates(job) + Changes(job) + Explanation(job) + Files(job.Artefacts);

    private static string Lead(JobRecord job) => job.Reasons.Count > 0 ? Name(job.Reasons[0]) : "";

    private static string Mismatch(MismatchRecord? first)
    {
        if (first is null)
            return "";
        var trace = NightSummary.Trace(first);
        return trace.Count == 0 ? "" : Grid(["step", "simulator#", "target#"], string.Concat(trace.Select(t => Step(t.Step, t.Simulator, t.Target))));
    }

    private static string Step(string name, int? simulator, int? target) =>
        $"<tr{(simulator == target ? "" : " class=\"diff\"")}>{Cell(name)}{Cell(Format.Number(simulator), "n")}{Cell(Format.Number(target), "n")}</tr>";

    private static string Gates(JobRecord job)
    {
        var failed = job.Gates.Where(g => !g.Passed).Take(20).ToList();
        return failed.Count == 0 ? "" : Table(new(
            [new("gate"), new("found", true), new("provenance")],
            [.. failed.Select(g => (IReadOnlyList<string>)[Words.Cut(g.Text, 200), Found(g), NightSummary.Provenance(job, g)])]));
    }

    private static string Found(GateRecord gate) => gate.Value is { } value ? Words.Value(value, gate.Unit) : Format.None;

    // What is worse stands among the reasons already.
    private static string Changes(JobRecord job)
    {
        var changes = job.Changes.Where(c => c.Kind is not ("regression" or "gone")).Take(12).Select(c => c.Sentence).ToList();
        return changes.Count == 0 ? "" : $"<h3>What else is other than the baseline</h3>{Sentences(changes)}";
    }

    private static string Explanation(JobRecord job) => job.Explanation.Count == 0 ? "" : $"<h3>Why these biases cost so much</h3>{Sentences(job.Explanation)}";
}
