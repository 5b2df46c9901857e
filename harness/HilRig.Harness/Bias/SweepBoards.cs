using HilRig.Harness.Data;
using HilRig.Harness.Runs;
using HilRig.Harness.Targets;
using HilRig.Reporting.Records;
using HilRig.Reporting.Records.Bias;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;

namespace HilRig.Harness.Bias;

/// <summary>Every subject on every board: equal to the simulator to the bit, and what widening costs by the board's counter.</summary>
internal sealed class SweepBoards
{
    // Float figures are for cycles and memory, which hardly move from sample to sample, and float is slow on most boards.
    private const int FloatSamples = 3;

    private readonly BiasLabRequest _request;
    private readonly IRunProgress _progress;
    private readonly PreparedModel _float;
    private readonly SampleSet _floats;

    public SweepBoards(BiasLabRequest request, IRunProgress progress)
    {
        var reference = FloatReference.For(request.Graph, request.Float);
        (_request, _progress, _float) = (request, progress, reference.Model);
        _floats = reference.Samples(request.Samples.Take(FloatSamples));
    }

    /// <param name="models">What to run: name and prepared model.</param>
    public async Task<IReadOnlyList<BoardCell>> RunAsync(IReadOnlyList<(string Bias, PreparedModel Model)> models, CancellationToken cancellation)
    {
        var cells = new List<BoardCell>();
        foreach (var name in _request.Targets.Distinct())
        {
            await using var target = await _request.Open(name, _request.Settings, cancellation);
            var step = _progress.Step(name, models.Count + 1);
            cells.Add(await FittingAsync(target, BoardCell.Float, _float, cancellation));
            foreach (var (bias, model) in models)
            {
                step.Report(cells.Count(c => c.Target == name));
                cells.Add(await FittingAsync(target, bias, model, cancellation));
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
            var cell = await (bias == BoardCell.Float ? FloatAsync(target, cancellation) : CellAsync(target, bias, model, cancellation));
            return cell with { Memory = await BoardRun.MemoryAsync(target, model, First(bias), cancellation) };
        }
        catch (ModelTooLargeException tooLarge)
        {
            return Absent(target, bias, tooLarge.Message);
        }
        // The float model is only there for comparison.
        catch (Exception refusal) when (bias == BoardCell.Float && refusal is UnsupportedModelException or OwnModelException)
        {
            return Absent(target, bias, refusal.Message);
        }
    }

    private ReadOnlyMemory<byte> First(string bias) => bias == BoardCell.Float ? _floats.Sample(0) : _request.Samples.Sample(0);

    private async Task<BoardCell> FloatAsync(ITarget target, CancellationToken cancellation)
    {
        var run = await target.RunAsync(_floats.Bytes, _floats.Count, LayerDetail.None, null, cancellation);
        var ticks = TargetJudge.Counter(target, run, _float.Macs)?.Median;
        return new(target.Name, BoardCell.Float, target.Description.CounterUnit, Provenance(target), ticks, 0, _floats.Count, 0, 0, "");
    }

    private static BoardCell Absent(ITarget target, string bias, string why) =>
        new(target.Name, bias, target.Description.CounterUnit, Provenance(target), null, 0, 0, 0, 0, why);

    private async Task<BoardCell> CellAsync(ITarget target, string bias, PreparedModel model, CancellationToken cancellation)
    {
        var samples = _request.Samples.Take(_request.BoardSamples);
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

    private static string Difference(ExactnessRecord check) => check switch
    {
        { OtherRounding: { IsExact: true } other } => $"the board rounds otherwise: with --rounding {other.Rounding} every output and layer is equal",
        { First: { } first } =>
            $"sample {first.Sample}, {first.Layer}, channel {first.Channel}, element {first.Element}: "
            + $"{first.Expected} here, {first.Actual} on the board; {first.Explanation}",
        { IsExact: true } => "",
        _ => "outputs differ, but not when the board is asked again",
    };

    private static string Provenance(ITarget target) => target.Provenance.ToString().ToLowerInvariant();
}
