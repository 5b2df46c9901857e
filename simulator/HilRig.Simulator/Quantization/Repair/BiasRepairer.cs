using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Quantization.Repair;

/// <summary>Searches the formats and the rounding of all biases of a model together.</summary>
public sealed class BiasRepairer
{
    // Samples that plans are run on in the search: those nearest to a decision, where answers change.
    private const int MostSearchSamples = 256;

    // The loss of two plans is known to some percent only, so plans that are nearly as good as the best of their size are kept.
    private const double NearlyAsGood = 1.1;

    private static readonly double[] Stiffnesses = [0.02, 0.08, 0.5, 1.2];

    private readonly RepairInput _input;
    private readonly IReadOnlyList<RepairLayer> _layers;
    private readonly ScoreTensors _tensors;
    private readonly SampleScores _samples;
    private readonly CancellationToken _cancellation;

    private BiasRepairer(RepairInput input, CancellationToken cancellation)
    {
        (_input, _cancellation) = (input, cancellation);
        _layers = Layers(input.Model);
        _tensors = ScoreTensors.Of(input.Model);
        _samples = new(_tensors, input.Inputs, input.Samples, cancellation);
    }

    /// <summary>Plans from the cheapest to the finest.</summary>
    /// <exception cref="ModelException">As <see cref="BiasNarrower.Layers"/>, and a model without biases that can be narrowed.</exception>
    public static RepairOutcome Search(RepairInput input, CancellationToken cancellation = default) => new BiasRepairer(input, cancellation).Search();

    /// <summary>A uniform scheme's plan, every bias on the code next to it.</summary>
    /// <exception cref="ModelException">As <see cref="Search(RepairInput, CancellationToken)"/>.</exception>
    public static RepairPlan Uniform(PreparedModel model, BiasSpec spec, Func<LayerBias, int> bytes)
    {
        var layers = Layers(model);
        return RepairPlan.Nearest(layers, [.. layers.Select(l => FormatLadder.Of(l.Bias, spec, bytes))]);
    }

    private static IReadOnlyList<RepairLayer> Layers(PreparedModel model) => BiasNarrower.Layers(model.Graph).Count > 0
        ? RepairLayer.Of(model)
        : throw new UnsupportedModelException($"{model.Graph.Name} has no INT8 layer with an INT32 bias, so there is nothing to narrow");

    private RepairOutcome Search()
    {
        var objective = new Objective(Reference(), _tensors.Count, _input.HasAnswers);
        var chosen = objective.Closest(MostSearchSamples);
        var (some, near) = (_samples.Of(chosen), objective.Of(chosen));
        var (targets, isCorrected) = Targets(some, near, chosen);
        var (curvature, probed) = Probe(objective);
        var ladders = _layers.Select(l => FormatLadder.Of(l.Bias, _input.MostBits, _input.Bytes, Sensitivity(l, curvature))).ToList();
        var scorer = new PlanScorer(_input.Model, some, near);
        var search = new PlanSearch(_layers, ladders, new(_layers, targets, curvature), scorer);
        var plans = search.Run(runs => _input.Progress?.Invoke("plans", runs, search.MostRuns));
        return new(Best([.. plans, .. Varied(Best(plans), targets, curvature, scorer)]), isCorrected, probed, scorer.Runs, curvature);
    }

    // How far biases should move to make up for others depends on how much of it flips of later roundings take again, which differs
    // from plan to plan: the best plans are rounded again, stiffer and softer.
    private List<ScoredPlan> Varied(List<ScoredPlan> best, double[] targets, Curvature curvature, PlanScorer scorer)
    {
        var (varied, total) = (new List<ScoredPlan>(), best.Count * Stiffnesses.Length);
        foreach (var stiffness in Stiffnesses)
        {
            var rounding = new BiasRounding(_layers, targets, curvature.With(stiffness));
            foreach (var plan in best.Select(p => rounding.Solve(p.Plan.Formats)))
            {
                varied.Add(new(plan, scorer.Loss(plan)));
                _input.Progress?.Invoke("roundings", varied.Count, total);
            }
        }
        return varied;
    }

    private float[] Reference()
    {
        if (_input.Float is not { } twin)
            return _samples.Of(_input.Model);
        var scores = new SampleScores(ScoreTensors.Of(twin.Model), twin.Inputs, _input.Samples, _cancellation).Of(twin.Model);
        for (var at = 0; at < scores.Length; at += _tensors.Count)
            _tensors.ToCodes(scores.AsSpan(at, _tensors.Count));
        return scores;
    }

    private (double[] Targets, bool IsCorrected) Targets(SampleScores some, Objective near, IReadOnlyList<int> chosen)
    {
        double[] biases = [.. _layers.SelectMany(l => l.Bias.Widened).Select(b => (double)b)];
        if (_input.Float is not { } twin)
            return (biases, false);
        var twins = new SampleScores(ScoreTensors.Of(twin.Model), twin.Inputs, _input.Samples, _cancellation).Of(chosen);
        var corrected = new BiasCorrection(_input.Model, _layers, some).Targets(twin.Model, twins);
        var (before, after) = (near.Loss(some.Of(_input.Model)), near.Loss(some.Of(BiasCorrection.Corrected(_input.Model, _layers, corrected))));
        return after < before ? (corrected, true) : (biases, false);
    }

    private (Curvature Curvature, int Probed) Probe(Objective objective)
    {
        var chosen = objective.Closest(Math.Min(MostSearchSamples, SensitivityProbe.Affordable(_input.Model, _layers, _samples.Samples)));
        var probe = new SensitivityProbe(_input.Model, _layers, _tensors, _samples.Of(chosen));
        var count = 0;
        var rows = probe.Rows(objective.Of(chosen), _input.Seed, n => _input.Progress?.Invoke("sensitivity", Interlocked.Add(ref count, n), chosen.Count));
        return (new(rows, chosen.Count), chosen.Count);
    }

    private static double[] Sensitivity(RepairLayer layer, Curvature curvature) =>
        [.. layer.OutputSteps.Select((step, c) => curvature.Matrix[layer.First + c][layer.First + c] * step * step)];

    private static List<ScoredPlan> Best(IReadOnlyList<ScoredPlan> plans)
    {
        var (best, least) = (new List<ScoredPlan>(), double.PositiveInfinity);
        var distinct = plans.DistinctBy(p => p.Plan.Key);
        foreach (var plan in distinct.OrderBy(p => p.Plan.Bytes).ThenBy(p => p.Loss))
        {
            if (plan.Loss >= NearlyAsGood * least)
                continue;
            best.Add(plan);
            least = Math.Min(least, plan.Loss);
        }
        return best;
    }
}
