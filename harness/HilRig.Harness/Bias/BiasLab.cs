using System.Diagnostics;
using HilRig.Harness.Bias.Explaining;
using HilRig.Harness.Bias.Findings;
using HilRig.Harness.Data;
using HilRig.Harness.Images;
using HilRig.Harness.Runs;
using HilRig.Reporting.Records;
using HilRig.Reporting.Records.Bias;
using HilRig.Reporting.Statistics;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Quantization;

namespace HilRig.Harness.Bias;

/// <summary>What narrow biases cost a model, where the loss comes from, and what to do.</summary>
public sealed class BiasLab(BiasLabRequest request, IRunProgress progress)
{
    /// <exception cref="Simulator.Models.ModelException">The model cannot be run, or its biases cannot be narrowed.</exception>
    /// <exception cref="UsageException">The model has no int32 biases, or samples do not fit.</exception>
    /// <exception cref="Devices.InfrastructureException">A board cannot be reached or gives out.</exception>
    public async Task<BiasLabRecord> RunAsync(CancellationToken cancellation)
    {
        RequireBoards();
        var (started, watch) = (DateTimeOffset.Now, Stopwatch.StartNew());
        var record = await Task.Run(() => Simulate(cancellation), cancellation);
        BiasLabRecord Told(IReadOnlyList<BoardCell> boards)
        {
            var whole = record with { Started = started, Seconds = watch.Elapsed.TotalSeconds, Boards = boards };
            return whole with { Sentences = [.. LabSentences.Of(whole)] };
        }
        if (request.Targets.Count > 0)
            request.Simulated?.Invoke(Told([]));
        return Told(await BoardsAsync(cancellation));
    }

    private void RequireBoards()
    {
        if (request.Targets.FirstOrDefault(t => t is "sim" or "float") is { } always)
            throw new UsageException($"target '{always}' always runs; -t takes boards: qemu:<board>, serial, board:<name>, host, or a build as sim:dsp");
    }

    private BiasLabRecord Simulate(CancellationToken cancellation)
    {
        var model = Prepared();
        var task = ModelTask.Of(model, request.Labels);
        var (reference, real) = Reference(cancellation);
        var runs = Runs(model, task, cancellation);
        var answers = task.HasAnswers ? real.Predictions() : null;
        var judge = new SchemeJudge(runs[0], request.Samples, request.Labels, answers);
        List<SchemeRow> rows = [judge.Row("int32", 32, runs[0]), .. request.Subjects.Select((s, i) => judge.Row(s.Name, s.Bits, runs[i + 1]))];
        var explainer = new SchemeExplainer(runs[0], request.Samples, request.Labels);
        var findings = new ModelFindings(model, request.Samples, explainer.Ranges).Find();
        var recommended = Recommended(rows, judge, findings);
        var explanations = Explain(explainer, rows, runs, recommended, cancellation);
        return new()
        {
            Tool = Tool.Version, Started = default, Model = Describe(model), Rounding = request.Rounding.ToString().ToLowerInvariant(),
            Samples = request.Samples.Count, Labelled = request.Labels is not null, Task = task.Record, Float = Float(reference, real, answers, runs[0]),
            Schemes = rows, Recommended = recommended,
            Explanations = explanations, Findings = findings,
            Notes = request.Samples.Note is { } note ? [note] : [],
        };
    }

    private string? Recommended(List<SchemeRow> rows, SchemeJudge judge, IReadOnlyList<ModelFinding> findings)
    {
        var hasDead = findings.Any(f => f.Kind == ModelFindings.DeadChannels);
        return Recommendation.Of(rows, request.Samples.Count, judge.TypicalMargin, hasDead)?.Bias;
    }

    private PreparedModel Prepared()
    {
        var model = PreparedModel.Prepare(request.Graph, request.Rounding);
        return LayerBias.Of(model).Any()
            ? model
            : throw new UsageException($"{request.Graph.Name} has no int32 biases of INT8 layers to narrow; give an int8 model, or make one with `hilrig quantize`");
    }

    private (FloatReference Reference, Outputs Outputs) Reference(CancellationToken cancellation)
    {
        var reference = FloatReference.For(request.Graph, request.Float);
        var samples = reference.Samples(request.Samples);
        var (finished, step) = (0, progress.Step("float reference", samples.Count));
        var bytes = BatchRunner.Run(
            reference.Model, samples.Bytes, samples.Count, n => step.Report(Interlocked.Add(ref finished, n)), cancellation: cancellation);
        return (reference, Outputs.Decode(reference.Model, bytes));
    }

    private List<VariantRun> Runs(PreparedModel model, ModelTask task, CancellationToken cancellation)
    {
        var (finished, step) = (0, progress.Step("schemes", (request.Subjects.Count + 1) * request.Samples.Count));
        void Done(int count) => step.Report(Interlocked.Add(ref finished, count));
        return [.. request.Subjects.Select(s => s.Prepare(model)).Prepend(model)
            .Select(m => VariantRun.Of(m, task, request.Samples, Done, cancellation))];
    }

    // Every scheme that loses something, and the one to take: where the rest loses nothing there is nothing to explain.
    private List<SchemeExplanation> Explain(
        SchemeExplainer explainer, List<SchemeRow> rows, List<VariantRun> runs, string? recommended, CancellationToken cancellation)
    {
        var explanations = new List<SchemeExplanation>();
        for (var i = 0; i < request.Subjects.Count; i++)
        {
            var row = rows[i + 1];
            if (IsExplained(row, recommended))
                explanations.Add(explainer.Explain(
                    request.Subjects[i], runs[i + 1], models => progress.Step($"why {row.Bias}", models.RunsPerSample * request.Samples.Count), cancellation));
        }
        return explanations;
    }

    // Outputs that move by half a step and more are worth a look where no answer changes, too.
    private bool IsExplained(SchemeRow row, string? recommended) => request.Explain switch
    {
        ExplainScope.All => true,
        ExplainScope.None => false,
        _ => row.Bias == recommended || row.Changed > 0 || row.Rmse > (row.Changed is null ? 0 : 0.5),
    };

    private FloatRow Float(FloatReference reference, Outputs real, int[]? answers, VariantRun int32)
    {
        var rmse = StepError.Between(int32.RealOutputs(), real.Values).Rmse;
        var changed = answers is null ? (int?)null : Answers.Changed(int32.Outputs.Predictions(), answers);
        if (answers is null || request.Labels is null)
            return new(reference.Name, null, null, null, changed, rmse);
        var right = Answers.Right(answers, request.Labels);
        var (low, high) = Wilson.Interval(right, answers.Length);
        return new(reference.Name, (double)right / answers.Length, low, high, changed, rmse);
    }

    private static ModelRecord Describe(PreparedModel model)
    {
        var sizes = Footprint.Of(model).Sizes;
        return new(
            model.Graph.Name, model.Graph.Sha256, model.Operators.Length, model.Macs, model.InputBytes, model.OutputBytes, sizes.Weights, sizes.Biases,
            sizes.Total, model.Plan.HighWater);
    }

    private async Task<IReadOnlyList<BoardCell>> BoardsAsync(CancellationToken cancellation)
    {
        if (request.Targets.Count == 0)
            return [];
        var models = request.Subjects.Prepend(new("int32", 32, [])).Select(s => (s.Name, OnFile(s))).ToList();
        return await new SweepBoards(request, progress).RunAsync(models, cancellation);
    }

    // Boards tell models apart by the hash of their file.
    private PreparedModel OnFile(NarrowSubject subject) => PreparedModel.Prepare(
        Simulator.Models.ModelReader.Read(BiasNarrower.Apply(request.Graph, subject.Assignments), request.Graph.Name), request.Rounding);
}
