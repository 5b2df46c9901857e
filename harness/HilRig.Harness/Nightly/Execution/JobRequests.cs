using HilRig.Harness.Boards;
using HilRig.Harness.Nightly.Config;
using HilRig.Harness.Nightly.Plan;
using HilRig.Harness.Runs;
using HilRig.Harness.Runs.Gates;
using HilRig.Harness.Targets;
using HilRig.Kernels.FixedPoint;
using HilRig.Simulator.Quantization;

namespace HilRig.Harness.Nightly.Execution;

/// <summary>The validation that a job is, and what of it the config decides.</summary>
public static class JobRequests
{
    internal static ValidationRequest Of(NightlyJob job, NightlyConfig config, Subject subject) => new()
    {
        Graph = subject.Graph,
        Bias = BiasSpec.Parse(job.Scheme),
        Rounding = subject.Rounding,
        Targets = [job.Target],
        Samples = subject.Samples,
        Labels = subject.Labels,
        Float = subject.Float,
        Layers = LayersOf(config),
        // Every other target of the record would be asked too: its figures are its own job's.
        Gates = [.. job.Gates.Select(Gate.Parse).Where(gate => !gate.IsAgainstBaseline && gate.Covers(job.Target)).Select(gate => gate with { Where = job.Target })],
        FloatSamplesOnBoard = config.FloatSamples,
        Jobs = 1,
        Settings = SettingsOf(config, job),
    };

    public static Rounding RoundingOf(NightlyJob job) => job.Model.Rounding == "single" ? Rounding.Single : Rounding.Double;

    public static LayerDetail LayersOf(NightlyConfig config) =>
        config.Layers switch { "none" => LayerDetail.None, "stats" => LayerDetail.Stats, _ => LayerDetail.Crc };

    public static TargetSettings SettingsOf(NightlyConfig config, NightlyJob job) => new()
    {
        Stateful = job.Model.Stateful,
        WireOnly = config.Wire,
        Map = config.Map,
        ResetCommand = config.ResetCommand,
        Recoveries = config.Recoveries,
    };

    /// <summary>The board behind a target, as far as it is known before it says hello.</summary>
    internal static BoardDescription? BoardOf(NightlyJob job, NightlyConfig config, BoardCatalog catalog)
    {
        var name = job.Target.Split(':', 2) is ["board", var mapped] ? mapped : job.Target.Split(':')[^1].Split('@')[0];
        return catalog.Boards.FirstOrDefault(board => board.Id == name);
    }
}
