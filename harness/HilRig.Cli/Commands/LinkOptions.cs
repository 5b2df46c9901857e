using System.CommandLine;
using HilRig.Cli.Console;
using HilRig.Harness;
using HilRig.Harness.Targets;
using HilRig.Harness.Transports.Faults;

namespace HilRig.Cli.Commands;

/// <summary>Options about the link to boards, physical and emulated, that several verbs share.</summary>
internal sealed class LinkOptions
{
    private readonly Option<string?> _faults = new("--faults")
    {
        Description = $"Make the link to boards a bad one, to try what survives: {FaultPlan.Grammar}",
    };

    private readonly Option<int> _recoveries = new("--recoveries")
    {
        Description = "How often a board that hangs, crashes or vanishes is brought back, and its work done again, before the run fails.",
        DefaultValueFactory = _ => 3,
    };

    private readonly Option<string?> _map = new("--map") { Description = "Hardware map for board:NAME; default is $HILRIG_MAP or map.yml." };

    private readonly Option<string?> _resetCommand = new("--reset-command")
    {
        Description = "Shell command that restarts a physical board when nothing gentler does: a relay, a USB hub.",
    };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _faults, _recoveries, _map, _resetCommand })
            command.Add(option);
    }

    /// <exception cref="UsageException">The fault plan or the number of recoveries is none.</exception>
    public TargetSettings Apply(ParseResult p, TargetSettings settings) => settings with
    {
        Map = p.GetValue(_map),
        ResetCommand = p.GetValue(_resetCommand),
        Faults = p.GetValue(_faults) is { } faults ? FaultPlan.Parse(faults) : null,
        Recoveries = p.GetValue(_recoveries) is >= 0 and var most ? most : throw new UsageException($"--recoveries {p.GetValue(_recoveries)} is negative; 0 is none"),
    };

    /// <summary>Says what was injected, where something was to be.</summary>
    public static void Report(TargetSettings settings, long repeats)
    {
        if (settings.Faults is not null)
            Terminal.Line($"note: faults injected: {settings.Injected}; requests sent again: {repeats}");
    }
}
