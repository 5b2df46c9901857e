using HilRig.Reporting.Nightly;
using HilRig.Reporting.Records.Nightly;
using static HilRig.Reporting.Html.Markup;
using static HilRig.Reporting.Html.Nightly.NightMarkup;

namespace HilRig.Reporting.Html.Nightly;

/// <summary>Models and schemes against targets. A big night shows a row a model, and its schemes behind a fold.</summary>
internal sealed class MatrixPanel
{
    private const int MostRows = 60, MostBytes = 1_000_000;

    private const string Ring = "new";

    private static readonly (string Class, string Meaning)[] Legend =
    [
        (Outcomes.Pass, "✓ passed"), (Outcomes.Fail, "≠ differs from the simulator, ✗ a gate or check"),
        (Outcomes.Regression, "worse than the baseline by so much"), (Outcomes.Infrastructure, "! infrastructure"), (Outcomes.Quarantined, "Q quarantined"),
        (Outcomes.NotRun, "– not run"), (Ring, "other than in the last green night"),
    ];

    private readonly NightMatrix _matrix;
    private readonly HashSet<string> _changed;
    private readonly Func<JobRecord, string?> _anchor;

    /// <param name="before">The last green night; null for none.</param>
    /// <param name="anchor">Where a job is told of on the page; null for nowhere.</param>
    public MatrixPanel(NightRecord night, NightRecord? before, Func<JobRecord, string?> anchor)
    {
        var was = (before?.Jobs ?? []).GroupBy(j => j.Id).ToDictionary(g => g.Key, g => g.First().Outcome);
        (_matrix, _anchor) = (new(night), anchor);
        _changed = [.. night.Jobs.Where(j => was.TryGetValue(j.Id, out var outcome) && outcome != j.Outcome).Select(j => j.Id)];
    }

    public string Draw() => Card((_matrix.Rows <= MostRows ? Whole() : Folded()) + Explained());

    private string Whole() => Table(Budget.Join(_matrix.Models.Select(Body), MostBytes, left => $"<tbody><tr><th>{left} more models</th></tr></tbody>"));

    private string Folded()
    {
        var counts = Budget.Join(_matrix.Models.Select(Counts), MostBytes / 4, left => $"<tr><th>{left} more models</th></tr>");
        var folds = Budget.Join(_matrix.Models.Select(Fold), MostBytes, left => Soft($"{left} more models are in result.json."));
        return Table($"<tbody>{counts}</tbody>", isCounted: true) + folds;
    }

    private string Fold(MatrixModel model) =>
        $"<details><summary>{Name(model.Name)}: {Words.Count(model.Schemes.Count, "kind", "kinds")} of biases</summary>{Table(Body(model))}</details>";

    private string Table(string bodies, bool isCounted = false)
    {
        var heads = string.Concat(_matrix.Targets.Select(Head));
        return $"""<div class="scroll"><table class="{(isCounted ? "matrix counts" : "matrix")}"><thead><tr><th></th>{heads}</tr></thead>{bodies}</table></div>""";
    }

    // Two lines: what runs it, and what it is.
    private static string Head(string target)
    {
        var colon = target.IndexOf(':', StringComparison.Ordinal);
        var (runner, board) = colon < 0 ? ("", target) : (target[..colon], target[(colon + 1)..]);
        return $"""<th title="{Name(target)}"><small>{Name(runner)}</small>{Name(board)}</th>""";
    }

    private string Body(MatrixModel model)
    {
        var rows = model.Schemes.Select(s => $"<tr><th>{Name(s)}</th>{string.Concat(_matrix.Targets.Select(t => Cell(_matrix[model.Name, s, t])))}</tr>");
        return $"""<tbody title="{Name(model.Name)}"><tr class="name"><th>{Name(model.Name)}</th></tr>{string.Concat(rows)}</tbody>""";
    }

    private string Cell(JobRecord? job)
    {
        if (job is null)
            return "<td></td>";
        var (mark, classes) = (Text(NightMatrix.Mark(job)), $"c {Class(job.Outcome)}{(_changed.Contains(job.Id) ? $" {Ring}" : "")}");
        return NightMarkup.Cell(_anchor(job) is { } anchor ? $"""<a href="{anchor}" title="{Tip(job)}">{mark}</a>""" : mark, classes);
    }

    private static string Tip(JobRecord job) => Name(Words.Outcome(job.Outcome) + (job.Reasons.Count > 0 ? $": {job.Reasons[0]}" : ""));

    private string Counts(MatrixModel model)
    {
        var byTarget = model.Jobs.ToLookup(j => j.Target);
        return $"<tr><th>{Name(model.Name)}</th>{string.Concat(_matrix.Targets.Select(t => Count([.. byTarget[t]])))}</tr>";
    }

    private static string Count(IReadOnlyList<JobRecord> jobs) => NightMatrix.Worst(jobs) is { } worst
        ? NightMarkup.Cell($"{jobs.Count(j => j.Outcome == Outcomes.Pass)} of {jobs.Count}", $"c {worst}")
        : "<td></td>";

    private string Explained()
    {
        var shown = Legend.Where(l => l.Class == Ring ? _changed.Count > 0 : Has(l.Class));
        return $"""<div class="legend">{string.Concat(shown.Select(l => $"""<span><i class="{l.Class}"></i>{Text(l.Meaning)}</span>"""))}</div>""";
    }

    private bool Has(string outcome) => _matrix.Models.Any(m => m.Jobs.Any(j => j.Outcome == outcome));
}
