using System.CommandLine;
using HilRig.Harness;
using HilRig.Harness.Nightly;
using HilRig.Harness.Nightly.Config;
using HilRig.Harness.Nightly.Journal;
using HilRig.Harness.Nightly.Plan;

namespace HilRig.Cli.Commands;

/// <summary>The options of <c>hilrig nightly</c>.</summary>
internal sealed class NightlyOptions
{
    private const string Youngest = "";

    private readonly Option<string> _config = new("--config", "-c")
    {
        Description = "The config; fixtures/nightly.yml is one to start from.",
        DefaultValueFactory = _ => "hilrig.yml",
    };

    private readonly Option<string?> _resume = new("--resume")
    {
        Description = "Finish a night that was interrupted: its folder, or without one the last of this config. What is done is not done again. "
            + "With --subset: go on with the part's night in --out, or begin it, so that an engine may start the same command line again; every night wants an --out of its own.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<int?> _jobs = new("--jobs", "-j") { Description = "Emulated boards that run side by side, instead of the config's." };

    public Option<string> Subset { get; } = new("--subset", "-B")
    {
        Description = $"Only one of several parts, to be merged by hilrig merge: {Shard.Grammar}.",
        DefaultValueFactory = _ => "1/1",
    };

    public Option<bool> OnlyFailed { get; } = new("--only-failed") { Description = "Only jobs that did not pass in the last finished night." };

    public Option<bool> DryRun { get; } = new("--dry-run") { Description = "Show what would run, with deadlines, and run nothing." };

    public Option<bool> Schema { get; } = new("--schema") { Description = "Print the JSON Schema of the config, for an editor's completion." };

    public Option<string> Out { get; } = CommonOptions.Out();

    public Option<bool> Json { get; } = CommonOptions.Json();

    public Option<bool> Quiet { get; } = CommonOptions.Quiet();

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _config, _resume, Subset, OnlyFailed, DryRun, _jobs, Schema, Out, Json, Quiet })
            command.Add(option);
        command.Validators.Add(result =>
        {
            var isPart = result.GetResult(Subset) is { Implicit: false };
            if (result.GetResult(_resume) is not null && result.GetValue(OnlyFailed))
                result.AddError("--resume finishes what a night has selected; it does not take --only-failed");
            else if (isPart && result.GetResult(_resume)?.Tokens.Count > 0)
                result.AddError("--resume FOLDER finishes that night, whose part it knows; with --subset it takes no folder and looks in --out");
            else if (result.GetValue(OnlyFailed) && isPart)
                result.AddError("--only-failed and --subset exclude each other: jobs that failed are few");
        });
    }

    /// <exception cref="UsageException">The config, or the number of jobs, is none.</exception>
    public NightlyConfig Config(ParseResult p)
    {
        var config = ConfigFile.Load(p.GetValue(_config)!);
        return p.GetValue(_jobs) switch
        {
            null => config,
            >= 1 and var jobs => config with { Jobs = jobs },
            var jobs => throw new UsageException($"--jobs is {jobs}, legal are 1 and more"),
        };
    }

    /// <summary>The night to finish; null when a new one is wanted.</summary>
    /// <exception cref="UsageException">There is none to resume.</exception>
    public NightFolder? Resumed(ParseResult p, NightlyPlan plan, Shard shard, string root)
    {
        if (p.GetResult(_resume) is null)
            return null;
        if (p.GetResult(Subset) is { Implicit: false })
            return Night.TakeUp(plan, shard, root);
        var folder = (p.GetValue(_resume) ?? Youngest) is { Length: > 0 } path
            ? NightFolder.Open(path)
            : NightFolder.Of(root, plan.Config.Name).FirstOrDefault() ?? throw new UsageException($"there is no night of {plan.Config.Name} in {root} to resume");
        Night.RequireSame(plan, folder);
        return folder;
    }
}
