using System.Diagnostics;
using HilRig.Harness.Boards;
using HilRig.Harness.Cycles;
using HilRig.Harness.Images;
using HilRig.Harness.Runs;
using HilRig.Harness.Targets;
using HilRig.Reporting.Records;
using HilRig.Simulator.Models;

namespace HilRig.Harness.Profiles;

/// <summary>What a model costs on boards: work by layer, memory by purpose, kinds of biases side by side.</summary>
public sealed class Profiler(ProfileRequest request, IRunProgress progress)
{
    /// <exception cref="UsageException">A target counts nothing, or a bias is none.</exception>
    /// <exception cref="ModelException">The model cannot be run with the first kind of bias.</exception>
    /// <exception cref="Devices.InfrastructureException">A board cannot be reached or gives out.</exception>
    public async Task<ProfileRecord> RunAsync(CancellationToken cancellation)
    {
        var (started, watch) = (DateTimeOffset.Now, Stopwatch.StartNew());
        RequireBoards();
        foreach (var bias in request.Biases)
            VariantModel.Check(bias);
        var targets = new List<ProfileTarget>();
        foreach (var name in request.Targets.Distinct())
            targets.Add(await TargetAsync(name, cancellation));
        return new()
        {
            Tool = Tool.Version,
            Started = started,
            Seconds = watch.Elapsed.TotalSeconds,
            Model = request.Graph.Name,
            Rounding = request.Rounding.ToString().ToLowerInvariant(),
            Input = request.Input,
            Samples = request.Samples.Count,
            Targets = targets,
            Sentences = [.. ProfileSentences.Of(targets)],
        };
    }

    private void RequireBoards()
    {
        if (request.Targets.FirstOrDefault(t => t.Split(':')[0] is "sim" or "float") is { } simulated)
            throw new UsageException($"target '{simulated}' counts nothing; a profile takes boards: qemu:<board>, serial, board:<name>, host");
    }

    private async Task<ProfileTarget> TargetAsync(string name, CancellationToken cancellation)
    {
        await using var target = await request.Open(name, request.Settings, cancellation);
        var variants = new List<ProfileVariant>();
        foreach (var bias in request.Biases)
            variants.Add(await VariantAsync(target, bias, isFirst: variants.Count == 0, cancellation));
        var d = target.Description;
        return new(name, d.Board, d.Core, d.KernelSet, d.CounterUnit, target.Provenance.ToString().ToLowerInvariant(), variants, Firmware(d.Board));
    }

    // What does not fit or cannot be narrowed is a finding; only a model that does not run at all is an error.
    private async Task<ProfileVariant> VariantAsync(ITarget target, string bias, bool isFirst, CancellationToken cancellation)
    {
        try
        {
            var variant = VariantModel.Of(bias, request);
            return await FittingAsync(target, variant, isFirst, cancellation);
        }
        catch (ModelException impossible) when (!isFirst)
        {
            return new() { Bias = bias, Absent = impossible.Message };
        }
    }

    private async Task<ProfileVariant> FittingAsync(ITarget target, VariantModel variant, bool isFirst, CancellationToken cancellation)
    {
        var sizes = Footprint.Of(variant.Model).Sizes;
        var planned = new ProfileVariant
        {
            Bias = variant.Bias,
            FlashBytes = sizes.Total,
            WeightBytes = sizes.Weights,
            BiasBytes = sizes.Biases,
            Memory = BoardRun.Planned(variant.Model),
        };
        try
        {
            await target.LoadAsync(variant.Model, cancellation);
        }
        catch (ModelTooLargeException tooLarge)
        {
            return planned with { Absent = tooLarge.Message };
        }
        var step = progress.Step($"{target.Name}, {variant.Bias}", variant.Samples.Count);
        var run = Exact(await target.RunAsync(variant.Samples.Bytes, variant.Samples.Count, LayerDetail.Crc, step, cancellation));
        var estimate = await EstimateAsync(target.Name, variant, isFirst, cancellation);
        return planned with
        {
            Counter = TargetJudge.Counter(target, run, variant.Model.Macs),
            Memory = await BoardRun.MemoryAsync(target, variant.Model, variant.Samples.Sample(0), cancellation),
            Layers = run.Ticks.Length == 0 ? [] : ProfileLayers.Of(variant.Model, run, estimate),
            Estimate = estimate is null ? null : ProfileLayers.Record(estimate),
        };
    }

    // Each operator's figure is exact to an instruction; the board's sum of ticks is rounded once more.
    private static TargetRun Exact(TargetRun run) =>
        run with { Ticks = run.Ticks.Length == 0 ? [] : [.. run.Layers.Select(sample => sample.Sum(layer => layer.Ticks))] };

    private async Task<CycleEstimate?> EstimateAsync(string target, VariantModel variant, bool isFirst, CancellationToken cancellation)
    {
        var wanted = request.Estimate == EstimateScope.All || (request.Estimate == EstimateScope.First && isFirst);
        return wanted && CycleEstimator.Knows(target) ? await CycleEstimator.RunAsync(target, variant.Model, variant.Samples.Sample(0), cancellation) : null;
    }

    private static IReadOnlyList<FirmwareGroup> Firmware(string board)
    {
        if (BoardCatalog.FindFirmwareFolder() is null)
            return [];
        var catalog = BoardCatalog.Load();
        return catalog.Boards.FirstOrDefault(b => b.Id == board) is { } known ? FirmwareGroups.Of(catalog.ProgramPath(known), catalog.FirmwareFolder) : [];
    }
}
