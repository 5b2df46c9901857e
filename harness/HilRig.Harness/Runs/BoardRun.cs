using HilRig.Harness.Images;
using HilRig.Harness.Targets;
using HilRig.Reporting.Records;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Quantization;

namespace HilRig.Harness.Runs;

/// <summary>The model, and for comparison the float model, on one board.</summary>
internal sealed class BoardRun(ValidationRequest request, Baseline baseline, IRunProgress progress)
{
    private static readonly byte[] PaintPatterns = [0xA5, 0x5A];
    private readonly TargetJudge _judge = new(baseline);

    public async Task<List<TargetRecord>> RunAsync(string name, CancellationToken cancellation)
    {
        await using var target = await request.Open(name, request.Settings, cancellation);
        var records = new List<TargetRecord> { await FittingAsync(target, baseline.Model, "model", () => ModelAsync(target, cancellation)) };
        // The float model on a board is for its cycles and memory; another path of the simulator has none.
        if (target is not SimTarget && request.FloatSamplesOnBoard > 0 && FloatTwin.IsQuantized(baseline.Model.Graph))
            records.Add(await FittingAsync(target, baseline.Reference.Model, baseline.Reference.Name, () => FloatAsync(target, cancellation)));
        return records;
    }

    // A model that a board has no room for is a finding, not a failure: other boards go on.
    private static async Task<TargetRecord> FittingAsync(ITarget target, PreparedModel model, string role, Func<Task<TargetRecord>> run)
    {
        try
        {
            return await run();
        }
        catch (ModelTooLargeException tooLarge)
        {
            return TargetJudge.Unfit(target, role, tooLarge.Message, Planned(model));
        }
        // The float twin is only for comparison.
        catch (Exception refusal) when (role != "model" && refusal is (UnsupportedModelException or OwnModelException))
        {
            return TargetJudge.Unfit(target, role, refusal.Message, Planned(model));
        }
    }

    private async Task<TargetRecord> ModelAsync(ITarget target, CancellationToken cancellation)
    {
        var (model, samples) = (baseline.Model, request.Samples);
        await target.LoadAsync(model, cancellation);
        var run = await target.RunAsync(samples.Bytes, samples.Count, request.Layers, progress.Step(target.Name, samples.Count), cancellation);
        // Float sums depend on their order and on the C library's exp: they are compared by error, integers by bits.
        var exactness = FloatTwin.IsQuantized(model.Graph)
            ? await new ExactnessCheck(model, baseline.Simulated, samples, request.Settings.Stateful, target.Description.Library)
                .CheckAsync(target, run, request.Layers, cancellation)
            : null;
        if (request.LayerData is { } folder)
            await new LayerDump(model, target).WriteAsync(folder, samples.Sample(0), cancellation);
        var memory = await MemoryAsync(target, model, samples.Sample(0), cancellation);
        return _judge.Judge(target, model, run, exactness, memory, "model");
    }

    private async Task<TargetRecord> FloatAsync(ITarget target, CancellationToken cancellation)
    {
        var (model, samples) = (baseline.Reference.Model, baseline.Reference.Samples(request.Samples.Take(request.FloatSamplesOnBoard)));
        await target.LoadAsync(model, cancellation);
        var step = progress.Step($"{target.Name}, float32", samples.Count);
        var run = await target.RunAsync(samples.Bytes, samples.Count, LayerDetail.Crc, step, cancellation);
        var memory = await MemoryAsync(target, model, samples.Sample(0), cancellation);
        return _judge.Judge(target, model, run, null, memory, baseline.Reference.Name);
    }

    // Two patterns, so that a byte which happens to be written with one of them is still seen.
    internal static async Task<MemoryRecord> MemoryAsync(
        ITarget target, PreparedModel model, ReadOnlyMemory<byte> sample, CancellationToken cancellation)
    {
        var memory = Planned(model);
        foreach (var pattern in PaintPatterns)
        {
            if (await target.MeasureMemoryAsync(sample, pattern, cancellation) is { } use)
                memory = memory with
                {
                    ArenaBytes = Math.Max(memory.ArenaBytes ?? 0, use.ArenaBytes),
                    StackBytes = Math.Max(memory.StackBytes ?? 0, use.StackBytes),
                    ArenaPlanBytes = (int?)use.Own?.Arena ?? memory.ArenaPlanBytes,
                    FlashBytes = (int?)use.Own?.Image ?? memory.FlashBytes,
                    BiasRamBytes = (int?)use.Own?.BiasRam ?? memory.BiasRamBytes,
                };
        }
        return memory;
    }

    /// <summary>What the image (or its count) and the plan say, before anything is measured.</summary>
    internal static MemoryRecord Planned(PreparedModel model)
    {
        var sizes = Footprint.Of(model).Sizes;
        return new(sizes.Total, sizes.BiasRam, null, model.Plan.HighWater, null, null);
    }
}
