using HilRig.Harness.Runs;
using HilRig.Harness.Targets;
using HilRig.Reporting.Records;
using HilRig.Reporting.Records.Bias;
using HilRig.Simulator.Execution;

namespace HilRig.Harness.Bias;

/// <summary>Every subject on every board: equal to the simulator to the bit, and what widening costs by the board's counter.</summary>
internal sealed class SweepBoards(BiasLabRequest request, IRunProgress progress)
{
    /// <param name="models">What to run: name and prepared model.</param>
    public async Task<IReadOnlyList<BoardCell>> RunAsync(IReadOnlyList<(string Bias, PreparedModel Model)> models, CancellationToken cancellation)
    {
        var cells = new List<BoardCell>();
        foreach (var name in request.Targets.Distinct())
        {
            await using var target = await request.Open(name, request.Settings, cancellation);
            var step = progress.Step(name, models.Count);
            foreach (var (bias, model) in models)
            {
                cells.Add(await FittingAsync(target, bias, model, cancellation));
                step.Report(cells.Count(c => c.Target == name));
            }
        }
        return cells;
    }

    // A model that a board has no room for is a finding, not a failure.
    private async Task<BoardCell> FittingAsync(ITarget target, string bias, PreparedModel model, CancellationToken cancellation)
    {
        try
        {
            await target.LoadAsync(model, cancellation);
            return await CellAsync(target, bias, model, cancellation);
        }
        catch (ModelTooLargeException tooLarge)
        {
            return new(target.Name, bias, target.Description.CounterUnit, Provenance(target), null, 0, 0, 0, 0, tooLarge.Message);
        }
    }

    private async Task<BoardCell> CellAsync(ITarget target, string bias, PreparedModel model, CancellationToken cancellation)
    {
        var samples = request.Samples.Take(request.BoardSamples);
        await using var simulator = new SimTarget("sim", target.Description.Library);
        await simulator.LoadAsync(model, cancellation);
        var expected = await simulator.RunAsync(samples.Bytes, samples.Count, LayerDetail.Crc, null, cancellation);
        var run = await target.RunAsync(samples.Bytes, samples.Count, LayerDetail.Crc, null, cancellation);
        var check = await new ExactnessCheck(model, expected, samples, stateful: false, target.Description.Library)
            .CheckAsync(target, run, LayerDetail.Crc, cancellation);
        return new(
            target.Name, bias, target.Description.CounterUnit, Provenance(target), TargetJudge.Counter(target, run, model.Macs)?.Median,
            check.EqualSamples, check.Samples, check.EqualLayers ?? 0, check.Layers ?? 0, Difference(check));
    }

    private static string Difference(ExactnessRecord check)
    {
        if (check.OtherRounding is { IsExact: true } other)
            return $"the board rounds otherwise: with --rounding {other.Rounding} every output and layer is equal";
        return check.First is { } first
            ? $"sample {first.Sample}, {first.Layer}, channel {first.Channel}, element {first.Element}: {first.Expected} here, {first.Actual} on the board; {first.Explanation}"
            : check.IsExact ? "" : "outputs differ, but not when the board is asked again";
    }

    private static string Provenance(ITarget target) => target.Provenance.ToString().ToLowerInvariant();
}
