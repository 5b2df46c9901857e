using HilRig.Reporting.Nightly;
using HilRig.Reporting.Records.Nightly;
using HilRig.Reporting.Writers;
using static HilRig.Reporting.Html.Markup;
using static HilRig.Reporting.Html.Nightly.NightMarkup;

namespace HilRig.Reporting.Html.Nightly;

/// <summary>Every job with its figures; figures of different provenance have columns of their own.</summary>
internal static class JobsTable
{
    // What a reader looks for first; the outcome says already whether a job is exact.
    private static readonly string[] First = ["instructions", "cycles", "accuracy", "changed", "flash", "arena", "stack", "bias-bytes"];

    private static readonly string[] Said = ["exact", "exact-layers"];

    private const int MostColumns = 7, MostOpen = 60, MostBytes = 1_900_000;

    public static string Draw(NightRecord night)
    {
        var columns = night.Jobs.SelectMany(j => j.Figures).Where(f => Metric.Of(f.Name).Operator.Length == 0 && !Said.Contains(f.Name))
            .Select(f => (f.Name, f.Provenance, f.Unit)).Distinct().OrderBy(c => First.TakeWhile(name => name != c.Name).Count()).Take(MostColumns).ToList();
        string[] heads = ["outcome", "model", "bias", "target", .. columns.Select(c => $"{Words.Cut(Head(c.Name, c.Unit, c.Provenance), 60)}#"), "why"];
        var rows = Budget.Join(night.Jobs.Select(j => Row(j, columns)), MostBytes, left => $"<tr>{Cell($"{Words.Jobs(left)} more are in result.json.", "soft")}</tr>");
        return Card($"<details data-all{(night.Jobs.Count <= MostOpen ? " open" : "")}><summary>{Words.Jobs(night.Jobs.Count)}</summary>{Grid(heads, rows)}</details>");
    }

    private static string Head(string name, string unit, string provenance) =>
        $"{name}{(unit.Length == 0 || unit == name ? "" : $" {unit}")}{(provenance == "exact" ? "" : $" ({provenance})")}";

    private static string Row(JobRecord job, IReadOnlyList<(string Name, string Provenance, string Unit)> columns)
    {
        var figures = job.Figures.ToLookup(f => (f.Name, f.Provenance, f.Unit), f => f.Value);
        var cells = columns.Select(c => Cell(figures[c].Any() ? Words.Plain(figures[c].First()) : Format.None, "n"));
        var why = job.Reasons.Count == 0 ? "" : Name(job.Reasons[0]);
        return $"""<tr data-o="{Class(job.Outcome)}" data-count>{Cell(Outcome(job.Outcome))}{Cell(Name(Words.ModelOf(job)), "id")}"""
            + $"{Cell(Name(job.Scheme))}{Cell(Name(job.Target))}{string.Concat(cells)}{Cell(why, "why")}</tr>\n";
    }
}
