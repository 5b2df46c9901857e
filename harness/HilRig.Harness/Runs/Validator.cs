using System.Diagnostics;
using HilRig.Harness.Data;
using HilRig.Harness.Images;
using HilRig.Harness.Runs.Gates;
using HilRig.Harness.Targets;
using HilRig.Reporting.Records;
using HilRig.Reporting.Statistics;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Quantization;

namespace HilRig.Harness.Runs;

/// <summary>Runs a model on targets, compares each with the simulator to the bit and with the float reference, and judges gates.</summary>
public sealed class Validator(ValidationRequest request, IRunProgress progress)
{
    // Every intermediate tensor of these is compared with the float twin; more samples move the figures little.
    private const int LayerErrorSamples = 32;
    private static readonly byte[] PaintPatterns = [0xA5, 0x5A];

    /// <exception cref="ModelException">The model cannot be run.</exception>
    /// <exception cref="UsageException">Samples, labels or targets do not fit.</exception>
    /// <exception cref="InfrastructureException">A board cannot be reached or gives out.</exception>
    public async Task<RunRecord> RunAsync(CancellationToken cancellation)
    {
        var (started, watch) = (DateTimeOffset.Now, Stopwatch.StartNew());
        var model = PreparedModel.Prepare(Narrowed(), request.Rounding);
        var baseline = await BaselineAsync(model, cancellation);
        var judge = new TargetJudge(baseline);
        var records = new List<TargetRecord> { FloatRecord(judge, baseline), SimRecord(judge, baseline) };
        foreach (var name in request.Targets.Where(t => t is not ("sim" or "float")))
            records.AddRange(await BoardAsync(name, judge, baseline, cancellation));
        return Record(model, baseline, records, started, watch.Elapsed);
    }

    private ModelGraph Narrowed() => request.Bias.Scheme is null
        ? request.Graph
        : ModelReader.Read(BiasNarrower.Apply(request.Graph, request.Bias), request.Graph.Name);

    private async Task<Baseline> BaselineAsync(PreparedModel model, CancellationToken cancellation)
    {
        // The reference is the model as it came: what narrowing the biases costs must show.
        var reference = FloatReference.For(request.Graph, request.Float);
        var simulated = await SimulateAsync("sim", model, request.Samples, request.Layers, cancellation);
        var real = await SimulateAsync("float", reference.Model, reference.Samples(request.Samples), LayerDetail.None, cancellation);
        var outputs = Outputs.Decode(reference.Model, real.Outputs);
        var errors = reference.IsTwin && FloatTwin.IsQuantized(model.Graph)
            ? LayerErrors.Measure(model, reference, request.Samples.Take(LayerErrorSamples))
            : null;
        return new(
            model, reference, simulated, outputs, outputs.Predictions(), await Int32PredictionsAsync(cancellation), errors, request.Labels);
    }

    private async Task<int[]?> Int32PredictionsAsync(CancellationToken cancellation)
    {
        if (request.Bias.Scheme is null)
            return null;
        var model = PreparedModel.Prepare(request.Graph, request.Rounding);
        var run = await SimulateAsync("sim, int32 biases", model, request.Samples, LayerDetail.None, cancellation);
        return Outputs.Decode(model, run.Outputs).Predictions();
    }

    private async Task<TargetRun> SimulateAsync(
        string name, PreparedModel model, SampleSet samples, LayerDetail layers, CancellationToken cancellation)
    {
        await using var sim = new SimTarget(name);
        await sim.LoadAsync(model, cancellation);
        return await sim.RunAsync(samples.Bytes, samples.Count, layers, progress.Step(name, samples.Count), cancellation);
    }

    private static TargetRecord SimRecord(TargetJudge judge, Baseline baseline) =>
        judge.Judge(new SimTarget("sim"), baseline.Model, baseline.Simulated, null, Plan(baseline.Model), "model");

    private static TargetRecord FloatRecord(TargetJudge judge, Baseline baseline)
    {
        var bytes = System.Runtime.InteropServices.MemoryMarshal.AsBytes(baseline.Float.Values.Select(v => (float)v).ToArray().AsSpan()).ToArray();
        var run = new TargetRun(bytes, [], [], TimeSpan.Zero);
        return judge.Judge(new SimTarget("float"), baseline.Reference.Model, run, null, Plan(baseline.Reference.Model), baseline.Reference.Name);
    }

    private static MemoryRecord Plan(PreparedModel model)
    {
        var sizes = ModelImage.Build(model).Sizes;
        return new(sizes.Total, sizes.BiasRam, null, model.Plan.HighWater, null, null);
    }

    private async Task<List<TargetRecord>> BoardAsync(string name, TargetJudge judge, Baseline baseline, CancellationToken cancellation)
    {
        await using var target = await request.Open(name, request.Settings, cancellation);
        await target.LoadAsync(baseline.Model, cancellation);
        var step = progress.Step(name, request.Samples.Count);
        var run = await target.RunAsync(request.Samples.Bytes, request.Samples.Count, request.Layers, step, cancellation);
        var exactness = await ExactnessAsync(target, run, baseline, cancellation);
        var memory = await MemoryAsync(target, baseline.Model, request.Samples.Sample(0), cancellation);
        var records = new List<TargetRecord> { judge.Judge(target, baseline.Model, run, exactness, memory, "model") };
        if (request.FloatSamplesOnBoard > 0 && FloatTwin.IsQuantized(baseline.Model.Graph))
            records.Add(await FloatOnBoardAsync(target, judge, baseline, cancellation));
        return records;
    }

    private async Task<TargetRecord> FloatOnBoardAsync(ITarget target, TargetJudge judge, Baseline baseline, CancellationToken cancellation)
    {
        var (model, samples) = (baseline.Reference.Model, baseline.Reference.Samples(request.Samples.Take(request.FloatSamplesOnBoard)));
        await target.LoadAsync(model, cancellation);
        var step = progress.Step($"{target.Name}, float32", samples.Count);
        var run = await target.RunAsync(samples.Bytes, samples.Count, LayerDetail.Crc, step, cancellation);
        var memory = await MemoryAsync(target, model, samples.Sample(0), cancellation);
        return judge.Judge(target, model, run, null, memory, baseline.Reference.Name);
    }

    private async Task<ExactnessRecord> ExactnessAsync(ITarget target, TargetRun run, Baseline baseline, CancellationToken cancellation)
    {
        var (count, size) = (request.Samples.Count, baseline.Model.OutputBytes);
        var differing = Enumerable.Range(0, count).Where(s => Differs(run, baseline.Simulated, s, size)).ToList();
        long? equalLayers = run.Layers.Length == 0 ? null : run.Layers.Zip(baseline.Simulated.Layers, EqualLayers).Sum(n => (long)n);
        long? layers = run.Layers.Length == 0 ? null : (long)count * baseline.Model.Operators.Length;
        var equalSamples = count - Enumerable.Range(0, count).Count(s => !Output(run, s, size).SequenceEqual(Output(baseline.Simulated, s, size)));
        if (differing.Count == 0)
            return new(equalSamples, count, equalLayers, layers, null);
        await using var simulator = new SimTarget("sim");
        await simulator.LoadAsync(baseline.Model, cancellation);
        var first = await new MismatchFinder(baseline.Model, simulator, target).FindAsync(
            differing[0], request.Samples.Sample(differing[0]), cancellation);
        return new(equalSamples, count, equalLayers, layers, first);
    }

    private static bool Differs(TargetRun run, TargetRun simulated, int sample, int size) =>
        !Output(run, sample, size).SequenceEqual(Output(simulated, sample, size))
        || (run.Layers.Length > 0 && EqualLayers(run.Layers[sample], simulated.Layers[sample]) < run.Layers[sample].Length);

    private static ReadOnlySpan<byte> Output(TargetRun run, int sample, int size) => run.Outputs.AsSpan(sample * size, size);

    private static int EqualLayers(LayerRecord[] actual, LayerRecord[] expected) => actual.Zip(expected).Count(p => p.First.Crc == p.Second.Crc);

    // Two patterns, so that a byte which happens to be written with one of them is still seen.
    private static async Task<MemoryRecord> MemoryAsync(ITarget target, PreparedModel model, ReadOnlyMemory<byte> sample, CancellationToken cancellation)
    {
        var plan = Plan(model);
        foreach (var pattern in PaintPatterns)
        {
            if (await target.MeasureMemoryAsync(sample, pattern, cancellation) is { } use)
                plan = plan with { ArenaBytes = Math.Max(plan.ArenaBytes ?? 0, use.ArenaBytes), StackBytes = Math.Max(plan.StackBytes ?? 0, use.StackBytes) };
        }
        return plan;
    }

    private RunRecord Record(PreparedModel model, Baseline baseline, List<TargetRecord> records, DateTimeOffset started, TimeSpan elapsed)
    {
        var sizes = ModelImage.Build(model).Sizes;
        var gates = GateJudge.Judge(request.Gates, Figures(baseline, records, sizes.Biases));
        var verdict = new Verdict(records, gates);
        return new()
        {
            Tool = Tool.Version,
            Started = started,
            Seconds = elapsed.TotalSeconds,
            Model = new(
                request.Graph.Name, model.Graph.Sha256, model.Operators.Length, model.Macs, model.InputBytes, model.OutputBytes,
                sizes.Weights, sizes.Biases, sizes.Total, model.Plan.HighWater),
            Rounding = request.Rounding.ToString().ToLowerInvariant(),
            Bias = request.Bias.ToString(),
            Samples = request.Samples.Count,
            Labelled = request.Labels is not null,
            Notes = request.Samples.Note is { } note ? [note] : [],
            Targets = records,
            Gates = gates,
            Verdict = verdict.Passed ? "pass" : "fail",
            Sentences = verdict.Sentences(),
        };
    }

    private static List<GateFigures> Figures(Baseline baseline, List<TargetRecord> records, int biasBytes)
    {
        var reference = records.Find(r => r.Name == "float");
        var before = baseline.Int32Predictions;
        var after = Outputs.Decode(baseline.Model, baseline.Simulated.Outputs).Predictions();
        var right = baseline.Labels is { } labels && before is not null ? Answers.Right(before, labels) : 0;
        var int32 = before is null || baseline.Labels is null || reference is null
            ? null
            : reference with { Name = "int32", Accuracy = (double)right / before.Length };
        int? changed = before is null ? null : Answers.Changed(after, before);
        return [.. records.Where(r => r.Role == "model").Select(r => new GateFigures(r, reference, int32, changed, biasBytes))];
    }
}
