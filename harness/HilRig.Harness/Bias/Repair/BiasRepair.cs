using System.Diagnostics;
using HilRig.Harness.Data;
using HilRig.Harness.Images;
using HilRig.Harness.Runs;
using HilRig.Reporting.Records;
using HilRig.Reporting.Records.Bias;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Quantization;
using HilRig.Simulator.Quantization.Repair;

namespace HilRig.Harness.Bias.Repair;

/// <summary>Searches the cheapest biases on one part of the samples, judges every candidate on the other, and takes the cheapest that meets the gates.</summary>
public sealed class BiasRepair(RepairRequest request, IRunProgress progress)
{
    private readonly PreparedModel _model = PreparedModel.Prepare(request.Graph, request.Rounding);
    private readonly Dictionary<string, IProgress<int>> _steps = [];

    /// <exception cref="UsageException">Gates that cannot be judged.</exception>
    /// <exception cref="Simulator.Models.ModelException">Nothing to narrow, or biases that are narrow already.</exception>
    public RepairResult Run(CancellationToken cancellation = default)
    {
        var (started, watch) = (DateTimeOffset.Now, Stopwatch.StartNew());
        var hasAnswers = Answering.HasClasses(_model, request.Labels);
        var gates = RepairGates.Of(request, hasAnswers);
        BiasRepairer.Uniform(_model, BiasSpec.Int32, ImageLayout.BiasFlash);
        var twin = request.AgainstFloat ? FloatReference.For(request.Graph, null) : null;
        var outcome = Search(twin, hasAnswers, gates.MostBits, cancellation);
        var judged = Judge(outcome, twin, hasAnswers, cancellation);
        var front = RepairFront.Of(judged.Candidates.Where(c => c.Point.Bits <= gates.MostBits), c => c.Point);
        var chosen = front.MinBy(c => gates.Distance(Gates(c))) ?? throw new UnreachableException("a search gives at least one plan");
        var records = Gates(chosen);
        var record = Record(started, watch, outcome, judged, [.. front.Select(c => c.Point)], chosen, records, gates);
        return new(record, BiasNarrower.Apply(request.Graph, chosen.Plan.Assignments()));

        IReadOnlyList<GateRecord> Gates(Candidate c) => gates.Judge(c.Point, judged.Int32, judged.FloatAccuracy, request.Split.Judged.Length);
    }

    private RepairOutcome Search(FloatReference? twin, bool hasAnswers, int mostBits, CancellationToken cancellation)
    {
        var fit = SampleSplit.Of(request.Samples, request.Split.Fit);
        var set = new SampleSet(fit, request.Split.Fit.Length);
        return BiasRepairer.Search(
            new()
            {
                Model = _model, Inputs = fit, Samples = set.Count, HasAnswers = hasAnswers, Bytes = ImageLayout.BiasFlash, MostBits = mostBits,
                Float = twin is null ? null : new(twin.Model, twin.Samples(set).Bytes), Seed = request.Seed, Progress = Report,
            },
            cancellation);
    }

    private Judged Judge(RepairOutcome outcome, FloatReference? twin, bool hasAnswers, CancellationToken cancellation)
    {
        var outputs = BatchRunner.Run(_model, request.Samples.Bytes, request.Samples.Count, cancellation: cancellation);
        var int32 = RepairReference.Int32(Outputs.Decode(_model, outputs));
        var reference = twin is null ? int32 : RepairReference.Float(twin, _model, twin.Samples(request.Samples), cancellation);
        var judge = new RepairJudge(request, _model, reference, int32, hasAnswers);
        var uniform = BiasSpec.All.Where(s => s.Scheme is not null)
            .Select(s => (Name: s.ToString(), Plan: BiasRepairer.Uniform(_model, s, ImageLayout.BiasFlash)));
        var plans = outcome.Plans.Select(p => (Name: "repaired", p.Plan)).Concat(uniform).ToList();
        var candidates = new List<Candidate> { new(judge.Int32(), BiasRepairer.Uniform(_model, BiasSpec.Int32, ImageLayout.BiasFlash)) };
        foreach (var (name, plan) in plans)
        {
            candidates.Add(new(judge.Point(name, plan, cancellation), plan));
            Report("judged", candidates.Count - 1, plans.Count);
        }
        return new(candidates, judge.Accuracy(reference));
    }

    private RepairRecord Record(
        DateTimeOffset started, Stopwatch watch, RepairOutcome outcome, Judged judged, IReadOnlyList<RepairPoint> front, Candidate chosen,
        IReadOnlyList<GateRecord> gates, RepairGates asked)
    {
        var record = new RepairRecord
        {
            Tool = Tool.Version,
            Started = started,
            Seconds = watch.Elapsed.TotalSeconds,
            Model = request.Graph.Name,
            Sha256 = request.Graph.Sha256,
            Rounding = request.Rounding.ToString().ToLowerInvariant(),
            Reference = request.AgainstFloat ? "float" : "int32",
            Biases = chosen.Plan.Codes.Sum(c => c.Length),
            FitSamples = request.Split.Fit.Length,
            JudgedSamples = request.Split.Judged.Length,
            Split = request.Split.Text,
            Searched = outcome.Searched,
            Int32 = judged.Int32,
            Uniform = [.. judged.Candidates.Select(c => c.Point).Where(p => p.Name is not ("repaired" or "int32"))],
            Front = front,
            Chosen = chosen.Point,
            Layers = Layers(outcome, chosen.Plan),
            Gates = gates,
            Verdict = gates.All(g => g.Passed) ? "pass" : "fail",
            Sentences = [],
        };
        return record with { Sentences = [.. new RepairSentences(record, asked.AreUsual, request.AgainstFloat ? outcome.IsCorrected : null).All()] };
    }

    private static List<RepairLayerRow> Layers(RepairOutcome outcome, RepairPlan plan)
    {
        var shares = outcome.LossShares(plan);
        return [.. plan.Layers.Select((layer, l) => Row(layer, l))];

        RepairLayerRow Row(RepairLayer layer, int l)
        {
            var (format, moves) = (plan.Formats[l], plan.Moves(l));
            var scheme = format.IsInt32 ? "unchanged" : format.Name.Split(':')[1];
            return new(layer.Name, layer.Channels, format.Bits, scheme, format.Bytes, moves.Moved, moves.Largest, shares[l]);
        }
    }

    private void Report(string phase, int done, int total)
    {
        lock (_steps)
        {
            if (!_steps.TryGetValue(phase, out var step))
                _steps[phase] = step = progress.Step(phase, total);
            step.Report(done);
        }
    }

    /// <summary>A judged plan.</summary>
    private sealed record Candidate(RepairPoint Point, RepairPlan Plan);

    /// <summary>All judged plans, the unchanged model first.</summary>
    /// <param name="FloatAccuracy">Of the reference on the judged samples; null without labels.</param>
    private sealed record Judged(IReadOnlyList<Candidate> Candidates, double? FloatAccuracy)
    {
        public RepairPoint Int32 => Candidates[0].Point;
    }
}
