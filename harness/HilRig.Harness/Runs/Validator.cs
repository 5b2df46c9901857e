using System.Diagnostics;
using HilRig.Harness.Data;
using HilRig.Harness.Images;
using HilRig.Harness.Runs.Gates;
using HilRig.Harness.Targets;
using HilRig.Reporting.Records;
using HilRig.Reporting.Statistics;
using HilRig.Simulator.Models;
using HilRig.Simulator.Quantization;

namespace HilRig.Harness.Runs;

/// <summary>Runs a model on targets, compares each with the simulator to the bit and with the float reference, and judges gates.</summary>
public sealed class Validator(ValidationRequest request, IRunProgress progress)
{
    /// <summary>What gates can ask of every target that ran the model; empty before the run is over.</summary>
    public IReadOnlyList<GateFigures> Figures { get; private set; } = [];

    /// <summary>Gives what targets are compared with; a night computes it once for many of them.</summary>
    internal Func<CancellationToken, Task<Baseline>>? Shared { get; init; }

    /// <exception cref="Simulator.Models.ModelException">The model cannot be run.</exception>
    /// <exception cref="UsageException">Samples, labels or targets do not fit.</exception>
    /// <exception cref="Devices.InfrastructureException">A board cannot be reached or gives out.</exception>
    public async Task<RunRecord> RunAsync(CancellationToken cancellation)
    {
        var (started, watch) = (DateTimeOffset.Now, Stopwatch.StartNew());
        var baseline = await (Shared ?? new BaselineBuilder(request, progress).BuildAsync)(cancellation);
        var records = new List<TargetRecord> { Float(baseline), Simulated(baseline) };
        records.AddRange(await OthersAsync(baseline, cancellation));
        return Record(baseline, records, started, watch.Elapsed);
    }

    // Side by side, so that emulators use every core; the first that gives out ends them all.
    private async Task<IEnumerable<TargetRecord>> OthersAsync(Baseline baseline, CancellationToken cancellation)
    {
        var names = request.Targets.Where(t => t is not ("sim" or "float")).Distinct().ToArray();
        var records = new List<TargetRecord>[names.Length];
        var options = new ParallelOptions { MaxDegreeOfParallelism = request.Jobs, CancellationToken = cancellation };
        await Parallel.ForEachAsync(Enumerable.Range(0, names.Length), options, async (i, ended) =>
            records[i] = await new BoardRun(request, baseline, progress).RunAsync(names[i], ended));
        return records.SelectMany(r => r);
    }

    private static TargetRecord Simulated(Baseline baseline) => new TargetJudge(baseline).Judge(
        new SimTarget("sim"), baseline.Model, baseline.Simulated, null, BoardRun.Planned(baseline.Model), "model");

    private static TargetRecord Float(Baseline baseline)
    {
        var run = new TargetRun(baseline.FloatBytes, [], [], TimeSpan.Zero);
        var model = baseline.Reference.Model;
        return new TargetJudge(baseline).Judge(new SimTarget("float"), model, run, null, BoardRun.Planned(model), baseline.Reference.Name);
    }

    private RunRecord Record(Baseline baseline, List<TargetRecord> records, DateTimeOffset started, TimeSpan elapsed)
    {
        var (model, (sizes, whyNoImage)) = (baseline.Model, Footprint.Of(baseline.Model));
        Figures = FiguresOf(baseline, records, sizes.Biases);
        var gates = GateJudge.Judge(request.Gates, Figures);
        var verdict = new Verdict(records, gates);
        var loss = FloatTwin.IsQuantized(model.Graph) ? LossSplit.Of(baseline, request.Bias.ToString(), records) : null;
        return new()
        {
            Tool = Tool.Version,
            Started = started,
            Seconds = elapsed.TotalSeconds,
            Model = new(
                request.Graph.Name, model.Graph.Sha256, model.Operators.Length, model.Macs, model.InputBytes, model.OutputBytes,
                sizes.Weights, sizes.Biases, sizes.Total, model.Plan.HighWater),
            Rounding = request.Rounding.ToString().ToLowerInvariant(),
            Bias = FloatTwin.IsQuantized(model.Graph) ? request.Bias.ToString() : "float32",
            Samples = request.Samples.Count,
            Labelled = request.Labels is not null,
            Notes = [.. new[] { request.Samples.Note, whyNoImage, baseline.Simulated.Arithmetic?.Sentence }.OfType<string>()],
            Targets = records,
            Gates = gates,
            Verdict = verdict.Passed ? "pass" : "fail",
            Loss = loss,
            Sentences = loss is null ? verdict.Sentences() : [LossSplit.Sentence(loss), .. verdict.Sentences()],
        };
    }

    private static List<GateFigures> FiguresOf(Baseline baseline, List<TargetRecord> records, int biasBytes)
    {
        var reference = records.Find(r => r.Name == "float");
        var before = baseline.Int32?.Predictions();
        var after = Outputs.Decode(baseline.Model, baseline.Simulated.Outputs).Predictions();
        var right = baseline.Labels is { } labels && before is not null ? Answers.Right(before, labels) : 0;
        var int32 = before is null || baseline.Labels is null || reference is null
            ? null
            : reference with { Name = "int32", Accuracy = (double)right / before.Length };
        int? changed = before is null ? null : Answers.Changed(after, before);
        var bits = LayerBias.Of(baseline.Model).Max(b => (int?)(8 * b.Type.BytesFor(1)));
        return [.. records.Where(r => r.Role == "model").Select(r => new GateFigures(r, reference, int32, changed, biasBytes) { BiasBits = bits })];
    }
}
