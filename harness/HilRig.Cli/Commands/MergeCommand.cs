using System.CommandLine;
using HilRig.Harness;
using HilRig.Harness.Boards;
using HilRig.Harness.Nightly;
using HilRig.Harness.Nightly.Config;
using HilRig.Harness.Nightly.Execution;
using HilRig.Harness.Nightly.Journal;
using HilRig.Harness.Nightly.Plan;

namespace HilRig.Cli.Commands;

/// <summary><c>hilrig merge</c>: one night out of the parts that <c>--subset</c> made.</summary>
internal static class MergeCommand
{
    public static Command Create()
    {
        var parts = new Argument<string[]>("run") { Description = "The folders of all parts.", Arity = ArgumentArity.OneOrMore };
        var config = new Option<string?>("--config", "-c") { Description = "The config, where it lies elsewhere than when the parts ran." };
        var (output, json) = (CommonOptions.Out(), CommonOptions.Json());
        var command = new Command("merge", "Make one night of the parts that hilrig nightly --subset ran.") { parts, config, output, json };
        command.SetGuarded(async (p, cancellation) =>
        {
            var folders = p.GetValue(parts)!.Select(NightFolder.Open).ToList();
            foreach (var folder in folders)
                folder.Read();
            var (plan, root) = (NightlyPlan.Of(ConfigFile.Load(p.GetValue(config) ?? ConfigOf(folders[0])), BoardCatalog.Load()), p.GetValue(output)!);
            var (merged, record, times) = await new NightMerge(plan, new NightSettings()).RunAsync(folders, root, cancellation);
            var outcome = new NightOutcome(plan.Config, merged, root);
            await Night.FinishAsync(merged, record, times, outcome.PublishAsync);
            return outcome.Show(record, p.GetValue(json), quiet: false);
        });
        return command;
    }

    private static string ConfigOf(NightFolder part) => File.Exists(part.Plan.Config)
        ? part.Plan.Config
        : throw new UsageException($"{part.Path} ran with {part.Plan.Config}, which is not here; name the config with --config");
}
