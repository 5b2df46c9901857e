using HilRig.Harness.Data;
using HilRig.Harness.Targets;
using HilRig.Reporting.Records;

namespace HilRig.Harness.Runs;

/// <summary>A board's run against the simulator's: integer equality, and the first difference located.</summary>
internal sealed class ExactnessCheck(Baseline baseline, SampleSet samples)
{
    private int OutputBytes => baseline.Model.OutputBytes;

    public async Task<ExactnessRecord> CheckAsync(ITarget target, TargetRun run, CancellationToken cancellation)
    {
        var differing = Enumerable.Range(0, samples.Count).Where(s => !SameOutput(run, s) || !SameLayers(run, s)).ToList();
        var record = Count(run);
        if (differing.Count == 0)
            return record;
        await using var simulator = new SimTarget("sim");
        await simulator.LoadAsync(baseline.Model, cancellation);
        var finder = new MismatchFinder(baseline.Model, simulator, target);
        return record with { First = await finder.FindAsync(differing[0], samples.Sample(differing[0]), cancellation) };
    }

    private ExactnessRecord Count(TargetRun run)
    {
        var equal = Enumerable.Range(0, samples.Count).Count(s => SameOutput(run, s));
        return run.Layers.Length == 0
            ? new(equal, samples.Count, null, null, null)
            : new(
                equal, samples.Count, run.Layers.Zip(baseline.Simulated.Layers, EqualLayers).Sum(n => (long)n),
                (long)samples.Count * baseline.Model.Operators.Length, null);
    }

    private bool SameOutput(TargetRun run, int sample) =>
        run.Outputs.AsSpan(sample * OutputBytes, OutputBytes)
            .SequenceEqual(baseline.Simulated.Outputs.AsSpan(sample * OutputBytes, OutputBytes));

    private bool SameLayers(TargetRun run, int sample) =>
        run.Layers.Length == 0 || EqualLayers(run.Layers[sample], baseline.Simulated.Layers[sample]) == run.Layers[sample].Length;

    private static int EqualLayers(LayerRecord[] actual, LayerRecord[] expected) => actual.Zip(expected).Count(p => p.First.Crc == p.Second.Crc);
}
