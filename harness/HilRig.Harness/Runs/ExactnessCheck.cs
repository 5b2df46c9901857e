using HilRig.Harness.Data;
using HilRig.Harness.Targets;
using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.NNSupport;
using HilRig.Reporting.Records;
using HilRig.Simulator.Execution;

namespace HilRig.Harness.Runs;

/// <summary>A target's run against the simulator's: integer equality, the first difference located, and the rounding that fits better named.</summary>
/// <param name="simulated">The simulator's run of the same samples.</param>
/// <param name="stateful">True when samples are one stream.</param>
/// <param name="build">The build of CMSIS-NN the target links, which the simulator then stands for; null for the reference.</param>
internal sealed class ExactnessCheck(PreparedModel model, TargetRun simulated, SampleSet samples, bool stateful, KernelPath? build = null)
{
    /// <param name="layers">What was recorded of every operator.</param>
    public async Task<ExactnessRecord> CheckAsync(ITarget target, TargetRun run, LayerDetail layers, CancellationToken cancellation)
    {
        var expected = build is null ? simulated : await SimulateAsync(model, layers, cancellation);
        var comparison = new RunComparison(expected, run, samples.Count, model.OutputBytes);
        var record = new ExactnessRecord(comparison.EqualSamples, samples.Count, comparison.EqualLayers, comparison.Layers, null);
        if (comparison.FirstDifferent is not { } first)
            return record;
        await using var simulator = new SimTarget("sim", build, stateful);
        await simulator.LoadAsync(model, cancellation);
        var finder = new MismatchFinder(model, simulator, target);
        return record with
        {
            First = await finder.FindAsync(first, samples.Sample(first), cancellation),
            OtherRounding = await OtherRoundingAsync(run, comparison, layers, cancellation),
        };
    }

    // A runtime of the other family differs in about every layer, and nothing else about it is wrong.
    private async Task<OtherRoundingRecord?> OtherRoundingAsync(
        TargetRun run, RunComparison asked, LayerDetail layers, CancellationToken cancellation)
    {
        var rounding = model.Rounding == Rounding.Double ? Rounding.Single : Rounding.Double;
        var expected = await SimulateAsync(PreparedModel.Prepare(model.Graph, rounding), layers, cancellation);
        var other = new RunComparison(expected, run, samples.Count, model.OutputBytes);
        return other.FitsBetterThan(asked)
            ? new(rounding.ToString().ToLowerInvariant(), other.EqualSamples, other.EqualLayers, other.FirstDifferent is null)
            : null;
    }

    private async Task<TargetRun> SimulateAsync(PreparedModel model, LayerDetail layers, CancellationToken cancellation)
    {
        await using var simulator = new SimTarget("sim", build, stateful);
        await simulator.LoadAsync(model, cancellation);
        return await simulator.RunAsync(samples.Bytes, samples.Count, layers, null, cancellation);
    }
}
