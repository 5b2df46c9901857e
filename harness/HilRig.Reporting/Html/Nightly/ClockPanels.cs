using System.Globalization;
using HilRig.Reporting.Nightly;
using HilRig.Reporting.Records.Nightly;
using HilRig.Reporting.Writers;
using static HilRig.Reporting.Html.Markup;
using static HilRig.Reporting.Html.Nightly.NightMarkup;

namespace HilRig.Reporting.Html.Nightly;

/// <summary>What the clock says and what happened on the way: boards that were brought back, jobs that took long.</summary>
internal static class ClockPanels
{
    private const int Slowest = 12;

    /// <summary>Jobs that were tried again, boards that were lost; empty for none.</summary>
    public static string Recoveries(NightTimes times)
    {
        var rough = times.Jobs.Where(j => j.Attempts > 1 || j.Repeats > 0 || j.Recoveries.Count > 0)
            .OrderByDescending(j => (j.Attempts, j.Recoveries.Count, j.Repeats)).ToList();
        if (rough.Count == 0)
            return "";
        Writers.Table table = new(
            [new("job"), new("attempts", true), new("requests repeated", true), new("board lost", true), new("brought back by")],
            [.. rough.Select(j => (IReadOnlyList<string>)[j.Id, Format.Number(j.Attempts), Format.Number(j.Repeats), Format.Number(j.Recoveries.Count), Rungs(j)])]);
        return Card($"<p>{Text(Told(times))}</p>{Table(Budget.Shorten(table))}");
    }

    public static string Longest(NightTimes times)
    {
        var longest = times.Jobs.OrderByDescending(j => j.Seconds).Take(Slowest).ToList();
        if (longest.Count == 0 || longest[0].Seconds <= 0)
            return "";
        var (most, all) = (longest[0].Seconds, times.Jobs.Sum(j => j.Seconds));
        return Card(Grid(["job", "took#", "of all#", ""], string.Concat(longest.Select(j => Row(j, j.Seconds / all, j.Seconds / most)))));
    }

    private static string Row(JobTimes job, double ofAll, double ofMost) =>
        $"<tr>{Cell(Name(job.Id), "id")}{Cell(Words.Duration(job.Seconds), "n")}{Cell($"{Format.Percent(ofAll)} %", "n")}{Cell(Bar(ofMost))}</tr>";

    private static string Bar(double share) => string.Create(CultureInfo.InvariantCulture, $"""<span class="bar" style="width:{220 * share:0}px"></span>""");

    private static string Told(NightTimes times)
    {
        var (again, lost, repeats) = (times.Jobs.Count(j => j.Attempts > 1), times.Jobs.Sum(j => j.Recoveries.Count), times.Jobs.Sum(j => j.Repeats));
        List<string> told = [];
        if (again > 0)
            told.Add($"{Words.Jobs(again)} took more than one attempt.");
        if (lost > 0)
            told.Add($"Boards were lost and brought back {Words.Count(lost, "time", "times")}, and their work was done again.");
        if (repeats > 0)
            told.Add($"{Words.Count((int)Math.Min(repeats, int.MaxValue), "request was", "requests were")} sent again.");
        if (times.Resumes > 0)
            told.Add($"The night was taken up again {Words.Count(times.Resumes, "time", "times")} after it was interrupted.");
        return string.Join(' ', told);
    }

    private static string Rungs(JobTimes job)
    {
        var told = job.Recoveries.Take(3).Select(r => $"{r.Cause} during {r.During}: {r.Rung} ({Words.Duration(r.Seconds)})");
        return string.Join("; ", job.Recoveries.Count > 3 ? told.Append($"{job.Recoveries.Count - 3} more") : told);
    }
}
