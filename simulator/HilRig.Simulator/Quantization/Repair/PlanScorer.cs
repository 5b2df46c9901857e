using HilRig.Simulator.Execution;

namespace HilRig.Simulator.Quantization.Repair;

/// <summary>The loss of plans on samples, by running them.</summary>
internal sealed class PlanScorer(PreparedModel model, SampleScores samples, Objective objective)
{
    private readonly Dictionary<string, double> _known = [];

    /// <summary>Runs so far.</summary>
    public int Runs => _known.Count;

    /// <summary>The plan's model; layers that it leaves alone are shared.</summary>
    public static PreparedModel ModelOf(PreparedModel model, RepairPlan plan) =>
        plan.Assignments() is { Count: > 0 } assignments ? model.WithConstants(BiasNarrower.InMemory(model.Graph, assignments)) : model;

    /// <summary>As <see cref="Objective.Loss"/>; what was run before is not run again.</summary>
    public double Loss(RepairPlan plan)
    {
        var key = plan.Key;
        if (!_known.TryGetValue(key, out var loss))
            _known[key] = loss = objective.Loss(samples.Of(ModelOf(model, plan)));
        return loss;
    }
}
