using System.CommandLine;
using System.Text.Json;
using HilRig.Cli.Console;
using HilRig.Harness;
using HilRig.Harness.Nightly.History;
using HilRig.Harness.Nightly.Journal;
using HilRig.Reporting.Records.Nightly;
using HilRig.Reporting.Writers;

namespace HilRig.Cli.Commands;

/// <summary><c>hilrig history add</c>: nights out of their folders.</summary>
internal static class HistoryAddCommand
{
    public static Command Create()
    {
        var runs = new Argument<string[]>("run") { Description = "Folders of finished nights; others are passed over.", Arity = ArgumentArity.OneOrMore };
        var options = new HistoryOptions();
        var command = new Command("add", "Add nights from their folders: of another machine, or after a history was lost. Once is as good as twice.") { runs };
        foreach (var option in options.OfFile)
            command.Add(option);
        command.SetGuarded((p, cancellation) =>
        {
            Add(options.Path(p), p.GetValue(runs)!, p.GetValue(options.Json), cancellation);
            return Task.FromResult(ExitCode.Pass);
        });
        return command;
    }

    private static void Add(string path, string[] runs, bool json, CancellationToken cancellation)
    {
        var steps = new List<Step>();
        NightHistory? history = null;
        try
        {
            foreach (var run in runs)
            {
                cancellation.ThrowIfCancellationRequested();
                steps.Add(Add(run, () => history ??= NightHistory.Open(path)));
            }
        }
        finally
        {
            history?.Dispose();
        }
        if (steps.TrueForAll(step => step.What == Step.Skipped))
            throw new UsageException($"nothing was added: {steps[0].Why}");
        Show(path, steps, json);
    }

    private static Step Add(string run, Func<NightHistory> history)
    {
        var (night, why) = Read(run);
        return night is null ? new(run, Step.Skipped, why) : new(run, history().Add(night.Record, night.Times, night.RunId) ? "added" : "was there", "");
    }

    // A glob over the output folder meets runs of every kind.
    private static (Found? Night, string Why) Read(string run)
    {
        try
        {
            var folder = NightFolder.Open(run);
            var (record, times) = folder.Read();
            return (new(record, times, folder.Plan.RunId), "");
        }
        catch (UsageException error)
        {
            return (null, error.Message);
        }
    }

    private static void Show(string path, List<Step> steps, bool json)
    {
        if (json)
            System.Console.WriteLine(JsonSerializer.Serialize(steps, JsonWriter.Options));
        foreach (var step in steps)
            Terminal.Line($"{step.What}: {step.Run}{(step.Why.Length > 0 ? $": {step.Why}" : "")}");
        Terminal.Line($"{Path.GetFullPath(path)}: {string.Join(", ", steps.CountBy(step => step.What).Select(count => $"{count.Value} {count.Key}"))}.");
    }

    private sealed record Found(NightRecord Record, NightTimes Times, string RunId);

    /// <param name="What"><c>added</c>, <c>was there</c> or <c>skipped</c>.</param>
    private sealed record Step(string Run, string What, string Why)
    {
        public const string Skipped = "skipped";
    }
}
