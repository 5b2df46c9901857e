using System.CommandLine;
using HilRig.Cli.Console;
using HilRig.Harness;
using HilRig.Harness.Boards;
using HilRig.Harness.Nightly;
using HilRig.Harness.Nightly.Baselines;
using HilRig.Harness.Nightly.Config;
using HilRig.Harness.Nightly.Execution;
using HilRig.Harness.Nightly.Journal;
using HilRig.Harness.Nightly.Judging;
using HilRig.Harness.Nightly.Plan;

namespace HilRig.Cli.Commands;

/// <summary><c>hilrig baseline check|update</c>: holds a night against the baseline again, or approves of what it found.</summary>
internal static class BaselineCommand
{
    public static Command Create() => new("baseline", "Hold nights against the baseline, or approve of what they found.") { Check(), Update() };

    private static Command Check()
    {
        var (run, json) = (Run(), CommonOptions.Json());
        var command = new Command("check", "Judge a finished night against the baseline as it is now; runs nothing.") { run, json };
        command.SetGuarded(async (p, cancellation) =>
        {
            var folder = NightFolder.Open(p.GetValue(run)!);
            folder.Read();
            var plan = PlanOf(folder);
            var record = await new NightFinisher(plan, new NightSettings())
                .JudgeAsync(NightJournal.Read(folder.Journal), folder.Plan.Selected, folder.Plan.Shard, cancellation);
            return new NightOutcome(plan.Config, folder, Path.GetDirectoryName(folder.Path)!).Show(record, p.GetValue(json), quiet: false);
        });
        return command;
    }

    private static Command Update()
    {
        var runs = new Argument<string[]>("run") { Description = "Finished nights of one config, the last first; of measured figures the median and the range over all of them count.", Arity = ArgumentArity.OneOrMore };
        var jobs = new Option<string>("--jobs") { Description = "Glob of job ids to update.", DefaultValueFactory = _ => "*" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Show what would change, and change nothing." };
        var command = new Command("update", "Take what nights found into the baseline: the only thing that changes it.") { runs, jobs, dryRun };
        command.SetGuarded((p, _) =>
        {
            var folders = p.GetValue(runs)!.Select(NightFolder.Open).ToList();
            var plan = PlanOf(folders[0]);
            Update(plan, folders, p.GetValue(jobs)!, p.GetValue(dryRun));
            return Task.FromResult(ExitCode.Pass);
        });
        return command;
    }

    private static void Update(NightlyPlan plan, List<NightFolder> folders, string jobs, bool dryRun)
    {
        var path = plan.Config.Baseline ?? throw new UsageException($"{plan.Config.Path} names no baseline; add: baseline: baseline.txt");
        var baseline = File.Exists(path) ? BaselineFile.Load(path) : BaselineFile.Empty();
        var steps = new BaselineUpdate(plan.Config.Noise).Apply(baseline, [.. folders.Select(folder => folder.Read().Night)], jobs, [.. plan.Jobs.Select(job => job.Id)]);
        foreach (var step in steps.Where(step => step.What != "same"))
            Terminal.Line($"{step.What}: {step.Job}{string.Concat(step.Sentences.Select(sentence => $"\n    {sentence}"))}");
        if (!dryRun)
            AtomicFile.Write(path, baseline.Render());
        Terminal.Line($"{(dryRun ? "Would write" : "Wrote")} {path}: {string.Join(", ", steps.CountBy(step => step.What).Select(count => $"{count.Value} {count.Key}"))}.");
    }

    private static Argument<string> Run() => new("run") { Description = "A night's folder." };

    // The config may have changed since: the baseline is the one it names today.
    private static NightlyPlan PlanOf(NightFolder folder) => NightlyPlan.Of(ConfigFile.Load(folder.Plan.Config), BoardCatalog.Load());
}
