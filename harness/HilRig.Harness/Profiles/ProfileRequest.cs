using HilRig.Harness.Data;
using HilRig.Harness.Targets;
using HilRig.Kernels.FixedPoint;
using HilRig.Simulator.Models;

namespace HilRig.Harness.Profiles;

/// <summary>What <c>hilrig profile</c> is asked.</summary>
public sealed record ProfileRequest
{
    /// <summary>What a quantized model is shown with, side by side: the first in detail.</summary>
    public static IReadOnlyList<string> DefaultBiases { get; } = ["int32", "int16:channel-shift", "int8:channel-shift", VariantModel.Float];

    public required ModelGraph Graph { get; init; }

    public Rounding Rounding { get; init; }

    /// <summary>Boards, at least one.</summary>
    public required IReadOnlyList<string> Targets { get; init; }

    /// <summary>Widths and schemes, and <c>float32</c> for the float twin; at least one.</summary>
    public IReadOnlyList<string> Biases { get; init; } = DefaultBiases;

    /// <summary>In the model's input quantization.</summary>
    public required SampleSet Samples { get; init; }

    /// <summary>Where the samples come from, for the report.</summary>
    public required string Input { get; init; }

    public EstimateScope Estimate { get; init; }

    public TargetSettings Settings { get; init; } = new();

    /// <summary>Replaces how a target is opened.</summary>
    public Func<string, TargetSettings, CancellationToken, Task<ITarget>> Open { get; init; } = TargetFactory.OpenAsync;
}

/// <summary>Of what cycles are estimated.</summary>
public enum EstimateScope
{
    /// <summary>The first kind of bias, on every target that there is a cycle model of.</summary>
    First,

    /// <summary>Every kind of bias, on every such target.</summary>
    All,

    /// <summary>Nothing.</summary>
    None,
}
