using System.Globalization;
using System.Text;
using HilRig.Reporting.Nightly;
using HilRig.Reporting.Records.Nightly;

namespace HilRig.Reporting.Writers.Nightly;

/// <summary>A night for a pull request, and for GitHub's step summary.</summary>
public static class NightMarkdown
{
    /// <summary>What GitHub takes of a step's summary, in bytes.</summary>
    public const int MostBytes = 1024 * 1024;

    private const int MostItems = 40, MostFailures = 50, MostRows = 60, LongestText = 500;

    /// <param name="before">The last green night; null for none.</param>
    /// <param name="times">Null where nothing is known of the clock.</param>
    /// <param name="mostBytes">In UTF-8; what is longer is cut at a line and says so.</param>
    public static string Write(NightRecord night, NightRecord? before = null, NightTimes? times = null, int mostBytes = MostBytes)
    {
        var text = new StringBuilder();
        Head(text, night, times);
        News(text, NightNews.Between(before, night));
        Append(text, "Models and targets", Matrix(night));
        Failures(text, night);
        if (night.Jobs.Any(j => j.Gates.Count > 0))
            Append(text, "Gates", Escaped(NightSummary.Gates(night)));
        if (night.Jobs.Any(j => j.Quarantine is not null))
            Append(text, "Quarantine", Escaped(NightSummary.Quarantine(night, times)));
        return MarkdownText.Cut(text.ToString(), mostBytes);
    }

    private static void Head(StringBuilder text, NightRecord night, NightTimes? times)
    {
        text.Append(CultureInfo.InvariantCulture, $"# {MarkdownText.Of(night.Name)}: {NightSummary.Headline(night)}\n\n");
        foreach (var sentence in NightSummary.Told(night).Take(MostItems))
            text.Append(CultureInfo.InvariantCulture, $"- {Text(sentence)}\n");
        var clock = times is null ? "" : string.Create(CultureInfo.InvariantCulture, $", {times.Started:yyyy-MM-dd HH:mm zzz}, {Words.Duration(times.Seconds)}");
        text.Append(CultureInfo.InvariantCulture, $"\nExit code {night.ExitCode}: {NightSummary.ExitCode(night.ExitCode)}.\n");
        text.Append(CultureInfo.InvariantCulture, $"{Text(night.Tool)}{(night.Commit is { } c ? $", commit `{MarkdownText.Code(Words.Short(c))}`" : "")}{clock}.\n");
    }

    private static void News(StringBuilder text, NightNews news)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n## What is new\n\n{Text(news.Headline)}\n");
        if (news.Items.Count > 0)
            text.Append('\n');
        foreach (var item in news.Items.Take(MostItems))
        {
            text.Append(CultureInfo.InvariantCulture, $"- **{item.Kind}** · {Text(item.Subject)}: {Text(item.Sentence)}\n");
            foreach (var detail in item.Details)
                text.Append(CultureInfo.InvariantCulture, $"  - {Text(detail)}\n");
        }
        if (news.Items.Count > MostItems)
            text.Append(CultureInfo.InvariantCulture, $"- and {Format.Number(news.Items.Count - MostItems)} more: see report.html\n");
    }

    // Many rows are counted by model; the page has them all.
    private static Table Matrix(NightRecord night)
    {
        var matrix = new NightMatrix(night);
        IReadOnlyList<Column> targets = [.. matrix.Targets.Select(t => new Column(Text(t)))];
        return matrix.Rows <= MostRows
            ? new([new("model"), new("bias"), .. targets], [.. matrix.Models.SelectMany(m => m.Schemes.Select(s => Row(matrix, m.Name, s)))], Legend)
            : new([new("model"), .. targets], [.. matrix.Models.Take(MostRows).Select(m => Row(matrix, m))], "Passed of all, where all of them passed ✓.");
    }

    private const string Legend = "✓ passed, ≠ differs from the simulator, ✗ failed, a figure: worse than the baseline by so much, "
        + "! infrastructure, Q quarantined, – not run.";

    private static IReadOnlyList<string> Row(NightMatrix matrix, string model, string scheme) =>
        [Text(model), Text(scheme), .. matrix.Targets.Select(t => matrix[model, scheme, t] is { } job ? NightMatrix.Mark(job) : "")];

    private static IReadOnlyList<string> Row(NightMatrix matrix, MatrixModel model)
    {
        string Cell(string target)
        {
            var jobs = model.Jobs.Where(j => j.Target == target).ToList();
            var passed = jobs.Count(j => j.Outcome == Outcomes.Pass);
            return jobs.Count == 0 ? "" : $"{(passed == jobs.Count ? "✓ " : "")}{passed} of {jobs.Count}";
        }
        return [Text(model.Name), .. matrix.Targets.Select(Cell)];
    }

    private static void Failures(StringBuilder text, NightRecord night)
    {
        var failed = night.Jobs.Where(j => j.Outcome is Outcomes.Fail or Outcomes.Infrastructure or Outcomes.Regression)
            .OrderBy(j => NightSummary.Weight(j.Outcome)).ToList();
        if (failed.Count == 0)
            return;
        text.Append("\n## What did not pass\n");
        foreach (var job in failed.Take(MostFailures))
            Failure(text, job);
        if (failed.Count > MostFailures)
            text.Append(CultureInfo.InvariantCulture, $"\n{Words.Jobs(failed.Count - MostFailures)} more did not pass: see report.html.\n");
    }

    private static void Failure(StringBuilder text, JobRecord job)
    {
        var id = MarkdownText.Html(Words.Cut(job.Id, LongestText));
        text.Append(CultureInfo.InvariantCulture, $"\n<details><summary>{id}: {Words.Outcome(job.Outcome)}</summary>\n\n");
        foreach (var reason in NightSummary.Reasons(job).Concat(job.Explanation))
            text.Append(CultureInfo.InvariantCulture, $"- {Text(reason)}\n");
        if (job.First is { } mismatch && NightSummary.Trace(mismatch) is { Count: > 0 } trace)
            text.Append(CultureInfo.InvariantCulture, $"\n{MarkdownWriter.Write(Trace(trace))}");
        text.Append("\n</details>\n");
    }

    private static Table Trace(IReadOnlyList<(string Step, int? Simulator, int? Target)> trace) => new(
        [new("step"), new("simulator", true), new("target", true), new("")],
        [.. trace.Select(t => (IReadOnlyList<string>)[t.Step, Format.Number(t.Simulator), Format.Number(t.Target), t.Simulator == t.Target ? "" : "←"])]);

    private static void Append(StringBuilder text, string heading, Table table) =>
        text.Append(CultureInfo.InvariantCulture, $"\n## {heading}\n\n{MarkdownWriter.Write(table)}");

    private static Table Escaped(Table table) => table with { Rows = [.. table.Rows.Select(r => (IReadOnlyList<string>)[.. r.Select(Text)])] };

    private static string Text(string text) => MarkdownText.Of(Words.Cut(text, LongestText));
}
