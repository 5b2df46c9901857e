using HilRig.Harness.Data;
using HilRig.Harness.Runs.Gates;
using HilRig.Kernels.FixedPoint;
using HilRig.Simulator.Models;

namespace HilRig.Harness.Bias.Repair;

/// <summary>What <c>hilrig bias repair</c> is asked.</summary>
public sealed record RepairRequest
{
    /// <summary>With INT32 biases.</summary>
    public required ModelGraph Graph { get; init; }

    public required SampleSet Samples { get; init; }

    /// <summary>Null for unlabelled samples.</summary>
    public int[]? Labels { get; init; }

    public required SampleSplit Split { get; init; }

    public IReadOnlyList<Gate> Gates { get; init; } = [];

    public Rounding Rounding { get; init; }

    /// <summary>Come near to the float twin, instead of the model with INT32 biases.</summary>
    public bool AgainstFloat { get; init; }

    /// <summary>Of random directions, for models without answers.</summary>
    public int Seed { get; init; } = 1;
}
