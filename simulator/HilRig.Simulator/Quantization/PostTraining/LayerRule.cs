using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;
using HilRig.Simulator.Quantization.PostTraining.Formats;

namespace HilRig.Simulator.Quantization.PostTraining;

/// <summary>Weights, bias and the input they meet.</summary>
/// <param name="Axis">The weights' output channel dimension.</param>
/// <param name="PerChannel">A scale for each output channel, or one for the tensor.</param>
/// <param name="Inputs">Where they stand.</param>
internal sealed record WeightRule(int Axis, bool PerChannel, LayerInputs Inputs)
{
    public WeightRule(int axis, bool perChannel)
        : this(axis, perChannel, LayerInputs.Usual)
    {
    }
}

/// <summary>How one operator is quantized.</summary>
/// <param name="Version">The lowest operator version that means INT8 to TFLite.</param>
/// <param name="WideVersion">The same for INT16; null where there are no such kernels.</param>
/// <param name="Weights">Null for an operator without weights.</param>
internal sealed record LayerRule(BuiltinOperator Code, int Version, int? WideVersion, OutputRule Output, WeightRule? Weights = null)
{
    /// <summary>True where CMSIS-NN's legacy q7 functions (or, for ADD, CMSIS-DSP) compute it, or where nothing is computed.</summary>
    public bool IsLegacy { get; init; }

    /// <summary>Position of the input whose quantization the output takes over.</summary>
    public int Data { get; init; }

    /// <exception cref="UnsupportedModelException">The quantizer does not know the operator; names those it knows.</exception>
    public static LayerRule Find(OperatorNode node) =>
        LayerRules.All.FirstOrDefault(r => r.Code == node.Code && node.CustomCode is null)
        ?? throw new UnsupportedModelException($"{node} cannot be quantized; the quantizer knows {Names(LayerRules.All)}");

    /// <summary>The rule of an operator that the format has kernels for.</summary>
    /// <exception cref="UnsupportedModelException">The quantizer, or the format, does not know the operator; names those it knows.</exception>
    public static LayerRule Find(OperatorNode node, NumberFormat format, string formatName)
    {
        var rule = Find(node);
        return format.Version(rule) is not null ? rule : throw new UnsupportedModelException(
            $"{node} cannot be quantized to {formatName}, which has {Names(LayerRules.All.Where(r => format.Version(r) is not null))}");
    }

    private static string Names(IEnumerable<LayerRule> rules) => string.Join(", ", rules.Select(r => BuiltinOperators.NameOf(r.Code)));
}
