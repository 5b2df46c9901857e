using System.Text.Json;
using HilRig.Cli.Console;
using HilRig.Harness.Nightly;
using HilRig.Harness.Nightly.Config;
using HilRig.Harness.Nightly.History;
using HilRig.Harness.Nightly.Journal;
using HilRig.Reporting.Nightly;
using HilRig.Reporting.Records.Nightly;
using HilRig.Reporting.Writers;
using HilRig.Reporting.Writers.Nightly;

namespace HilRig.Cli.Commands;

/// <summary>What a night leaves behind: reports, history, what the terminal shows, and what GitHub Actions reads.</summary>
internal sealed class NightOutcome(NightlyConfig config, NightFolder folder, string root)
{
    private const int NewsTold = 10;
    private readonly string _history = NightHistory.PathOf(config, root);
    private readonly Lazy<NightRecord?> _before = new(() => NightReports.LastGreen(NightHistory.PathOf(config, root), folder));

    /// <summary>Adds the night to the history and writes the reports; may be done again after a kill.</summary>
    public Task PublishAsync(NightRecord record, NightTimes times)
    {
        // Parts run where the history may be out of reach, or on a disk that SQLite cannot lock; the merged night brings what they found.
        if (!record.IsPart)
        {
            using var history = NightHistory.Open(_history);
            history.Add(record, times, folder.Plan.RunId);
        }
        NightReports.Write(folder, record, _before.Value, times);
        return Task.CompletedTask;
    }

    /// <returns>The exit code.</returns>
    public int Show(NightRecord record, bool json, bool quiet)
    {
        if (json)
            System.Console.WriteLine(JsonSerializer.Serialize(record, JsonWriter.Options));
        var news = NightNews.Between(_before.Value, record);
        Tell(record);
        Terminal.Verdict(record.ExitCode == ExitCode.Pass, [.. record.Sentences, .. News(news, record, quiet), $"Report: {folder.Html}"]);
        return record.ExitCode;
    }

    // What did not pass is in the sentences already: of a green night its news are worth lines of their own.
    private static IEnumerable<string> News(NightNews news, NightRecord record, bool quiet)
    {
        if (quiet)
            yield break;
        yield return news.Headline;
        if (record.ExitCode != ExitCode.Pass)
            yield break;
        foreach (var item in news.Items.Take(NewsTold))
            yield return $"  {item.Subject}: {item.Sentence}";
        if (news.Items.Count > NewsTold)
            yield return $"  and {news.Items.Count - NewsTold} more, in the report";
    }

    // GitHub sets both variables in the steps of a workflow. The merged night speaks for its parts.
    private void Tell(NightRecord record)
    {
        if (record.IsPart)
            return;
        if (Environment.GetEnvironmentVariable("GITHUB_STEP_SUMMARY") is { Length: > 0 } summary)
            File.AppendAllText(summary, File.ReadAllText(folder.Markdown));
        if (Environment.GetEnvironmentVariable("GITHUB_ACTIONS") == "true")
        {
            foreach (var line in Annotations.Lines(record))
                Terminal.Line(line);
        }
    }
}
