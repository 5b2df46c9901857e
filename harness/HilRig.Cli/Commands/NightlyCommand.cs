using System.CommandLine;
using HilRig.Cli.Console;
using HilRig.Harness.Boards;
using HilRig.Harness.Nightly;
using HilRig.Harness.Nightly.Baselines;
using HilRig.Harness.Nightly.Config;
using HilRig.Harness.Nightly.Execution;
using HilRig.Harness.Nightly.Journal;
using HilRig.Harness.Nightly.Plan;

namespace HilRig.Cli.Commands;

/// <summary><c>hilrig nightly</c>: models x schemes x targets x samples of a hilrig.yml, against the float reference and the baseline.</summary>
internal static class NightlyCommand
{
    public static Command Create()
    {
        var options = new NightlyOptions();
        var command = new Command("nightly", "Run every model, scheme and target of a hilrig.yml, compare with the baseline, and tell what changed.");
        options.AddTo(command);
        command.SetGuarded((p, cancellation) => p.GetValue(options.Schema)
            ? Print(ConfigFile.Schema)
            : RunAsync(options, p, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(NightlyOptions options, ParseResult p, CancellationToken cancellation)
    {
        var catalog = BoardCatalog.Load();
        var config = options.Config(p);
        var plan = NightlyPlan.Of(config, catalog);
        if (config.Baseline is { } baseline && File.Exists(baseline))
            BaselineFile.Load(baseline);
        var shard = Shard.Parse(p.GetValue(options.Subset)!);
        var root = p.GetValue(options.Out)!;
        if (p.GetValue(options.DryRun))
            return NightlyPlanTable.Show(plan, shard, catalog, p.GetValue(options.Json));
        var failed = p.GetValue(options.OnlyFailed) ? Night.FailedBefore(root, config.Name) : null;
        var folder = options.Resumed(p, plan, shard, root);
        if (folder is { IsFinished: true })
            return Again(folder, p.GetValue(options.Json));
        folder ??= Night.Begin(plan, shard, failed, root);
        return await RunAsync(plan, folder, catalog, root, new(p.GetValue(options.Json), p.GetValue(options.Quiet)), cancellation);
    }

    private static async Task<int> RunAsync(NightlyPlan plan, NightFolder folder, BoardCatalog catalog, string root, Shown shown, CancellationToken cancellation)
    {
        Terminal.Line($"Night: {folder.Path}");
        try
        {
            return await NightWatch.ShowAsync(plan, folder, shown.Quiet, async watcher =>
            {
                var settings = new NightSettings { OpenLog = DeviceLog.Create, Watcher = watcher };
                var outcome = new NightOutcome(plan.Config, folder, root);
                var (record, _) = await new Night(plan, folder, settings).RunAsync(catalog, outcome.PublishAsync, cancellation);
                return () => outcome.Show(record, shown.Json, shown.Quiet);
            });
        }
        catch (Exception error) when (error is OperationCanceledException or Harness.Devices.InfrastructureException or IOException)
        {
            Terminal.Line($"What is done is kept; finish the night with: hilrig nightly -c {plan.Config.Path} --resume {folder.Path}");
            throw;
        }
    }

    // The night was finished before: its result stands.
    private static int Again(NightFolder folder, bool json)
    {
        var (record, _) = folder.Read();
        if (json)
            System.Console.WriteLine(File.ReadAllText(folder.Result));
        Terminal.Verdict(record.ExitCode == ExitCode.Pass, [.. record.Sentences, $"It was finished before; everything is in {folder.Path}"]);
        return record.ExitCode;
    }

    private static Task<int> Print(string text)
    {
        System.Console.Write(text);
        return Task.FromResult(ExitCode.Pass);
    }

    private sealed record Shown(bool Json, bool Quiet);
}
