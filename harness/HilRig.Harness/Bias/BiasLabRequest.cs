using HilRig.Harness.Data;
using HilRig.Harness.Targets;
using HilRig.Kernels.FixedPoint;
using HilRig.Reporting.Records.Bias;
using HilRig.Simulator.Models;

namespace HilRig.Harness.Bias;

/// <summary>What <c>hilrig bias sweep</c> and <c>hilrig bias explain</c> are asked.</summary>
public sealed record BiasLabRequest
{
    /// <summary>The model with INT32 biases.</summary>
    public required ModelGraph Graph { get; init; }

    /// <summary>The float model to compare with; null for the float twin.</summary>
    public ModelGraph? Float { get; init; }

    /// <summary>In the model's input quantization.</summary>
    public required SampleSet Samples { get; init; }

    /// <summary>One class a sample; null for unlabelled samples.</summary>
    public int[]? Labels { get; init; }

    public Rounding Rounding { get; init; }

    /// <summary>The narrow biases to look at; int32 always runs first.</summary>
    public required IReadOnlyList<NarrowSubject> Subjects { get; init; }

    /// <summary>Which subjects are explained.</summary>
    public ExplainScope Explain { get; init; }

    /// <summary>Boards that run every subject; empty for none.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>Samples on each board, at least 1: the counter hardly moves from sample to sample.</summary>
    public int BoardSamples { get; init; } = 20;

    public TargetSettings Settings { get; init; } = new();

    /// <summary>Takes what the simulator found before any board is asked, if there is one to ask: a board that gives out later shall not take it along.</summary>
    public Action<BiasLabRecord>? Simulated { get; init; }

    /// <summary>Replaces how a target is opened.</summary>
    public Func<string, TargetSettings, CancellationToken, Task<ITarget>> Open { get; init; } = TargetFactory.OpenAsync;
}

/// <summary>Which subjects of a sweep are explained: layers by ablation take most of the time.</summary>
public enum ExplainScope
{
    /// <summary>Those that lose something, and the recommended one.</summary>
    Lossy,

    /// <summary>Every one.</summary>
    All,

    /// <summary>None.</summary>
    None,
}
