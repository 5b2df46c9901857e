namespace HilRig.Simulator.Quantization.Repair;

/// <summary>A plan and its loss on the samples it was fitted to.</summary>
public sealed record ScoredPlan(RepairPlan Plan, double Loss);

/// <summary>What a search found.</summary>
public sealed class RepairOutcome
{
    private readonly Curvature _curvature;

    internal RepairOutcome(IReadOnlyList<ScoredPlan> plans, bool isCorrected, int probed, int searched, Curvature curvature) =>
        (Plans, IsCorrected, Probed, Searched, _curvature) = (plans, isCorrected, probed, searched, curvature);

    /// <summary>Cheapest first; none is beaten in bytes and clearly in loss by another.</summary>
    public IReadOnlyList<ScoredPlan> Plans { get; }

    /// <summary>Whether biases were first moved to the float twin's means; false where that was worse, or not asked for.</summary>
    public bool IsCorrected { get; }

    /// <summary>Samples that the sensitivities are of.</summary>
    public int Probed { get; }

    /// <summary>Plans that were run.</summary>
    public int Searched { get; }

    /// <summary>What each layer's changes cost alone, by the sensitivities; shares of their sum, all 0 where nothing changes.</summary>
    public double[] LossShares(RepairPlan plan)
    {
        var changes = plan.OutputSteps();
        var costs = plan.Layers.Select(l => Cost(changes, l.First, l.End)).ToArray();
        var sum = costs.Sum();
        return sum > 0 ? [.. costs.Select(c => c / sum)] : costs;
    }

    private double Cost(double[] changes, int first, int end)
    {
        var sum = 0.0;
        for (var i = first; i < end; i++)
            sum += changes[i] * Curvature.Dot(_curvature.Matrix[i].AsSpan(first, end - first), changes.AsSpan(first, end - first));
        return sum;
    }
}
