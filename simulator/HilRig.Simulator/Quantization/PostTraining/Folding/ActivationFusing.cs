using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Quantization.PostTraining.Folding;

/// <summary>Fuses RELU and RELU6 into the operator before them: the range that is quantized is then the clipped one.</summary>
internal static class ActivationFusing
{
    /// <summary>Fuses one; null where there is none. Else its name, for people.</summary>
    public static string? FuseOne(EditableModel model)
    {
        foreach (var node in model.Operators.Where(o => o.Code is BuiltinOperator.Relu or BuiltinOperator.Relu6))
        {
            if (model.OnlyReader(node.Inputs[0]) is null || model.Producer(node.Inputs[0]) is not { } before
                || Activations.Of(before.Options) != FusedActivation.None || Fused(before, node) is not { } options)
                continue;
            model.Replace(before, before with { Options = options, Outputs = node.Outputs });
            model.Remove(node);
            return $"{BuiltinOperators.NameOf(node.Code)} '{model.Tensors[node.Outputs[0]].Name}'";
        }
        return null;
    }

    private static OperatorOptions? Fused(OperatorSpec before, OperatorSpec node) =>
        Activations.With(before.Options, node.Code == BuiltinOperator.Relu ? FusedActivation.Relu : FusedActivation.Relu6);
}
