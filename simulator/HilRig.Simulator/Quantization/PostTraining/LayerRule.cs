using HilRig.Simulator.Models;

namespace HilRig.Simulator.Quantization.PostTraining;

/// <summary>Where an output's quantization comes from.</summary>
internal enum OutputRule
{
    /// <summary>The range that calibration saw; with a fused activation that is the clipped one.</summary>
    Observed,

    /// <summary>Codes are copied or averaged, never rescaled: input 0's quantization.</summary>
    SameAsInput,

    /// <summary>Scale 1/256, zero point -128: the only one that int8 SOFTMAX kernels have.</summary>
    Probability,
}

/// <summary>Weights as input 1, bias as input 2.</summary>
/// <param name="Axis">The weights' output channel dimension.</param>
/// <param name="PerChannel">A scale for each output channel, or one for the tensor.</param>
internal sealed record WeightRule(int Axis, bool PerChannel);

/// <summary>How one operator is quantized.</summary>
/// <param name="Version">The lowest operator version that means INT8 to TFLite.</param>
/// <param name="Weights">Null for an operator without weights.</param>
internal sealed record LayerRule(BuiltinOperator Code, int Version, OutputRule Output, WeightRule? Weights = null)
{
    /// <summary>Every operator the quantizer knows: a new one is a line here.</summary>
    private static readonly LayerRule[] All =
    [
        new(BuiltinOperator.Add, 2, OutputRule.Observed),
        new(BuiltinOperator.AveragePool2D, 2, OutputRule.SameAsInput),
        new(BuiltinOperator.Conv2D, 3, OutputRule.Observed, new(Axis: 0, PerChannel: true)),
        new(BuiltinOperator.DepthwiseConv2D, 3, OutputRule.Observed, new(Axis: 3, PerChannel: true)),
        // One scale for the tensor: the form of FULLY_CONNECTED that every runtime takes.
        new(BuiltinOperator.FullyConnected, 4, OutputRule.Observed, new(Axis: 0, PerChannel: false)),
        new(BuiltinOperator.Reshape, 1, OutputRule.SameAsInput),
        new(BuiltinOperator.Softmax, 2, OutputRule.Probability),
    ];

    /// <exception cref="UnsupportedModelException">The quantizer does not know the operator; names those it knows.</exception>
    public static LayerRule Find(OperatorNode node) =>
        All.FirstOrDefault(r => r.Code == node.Code && node.CustomCode is null)
        ?? throw new UnsupportedModelException(
            $"{node} cannot be quantized; the quantizer knows {string.Join(", ", All.Select(r => BuiltinOperators.NameOf(r.Code)))}");
}
