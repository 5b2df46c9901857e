using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Quantization.PostTraining.Folding;

/// <summary>
/// Folds what batch normalisation leaves behind a layer with weights: MUL, DIV, ADD and SUB by constants per channel go into its
/// weights and bias.
/// </summary>
internal static class ConstantArithmetic
{
    /// <summary>Folds one such operator; null where there is none. Else its name, for people.</summary>
    public static string? FoldOne(EditableModel model)
    {
        foreach (var node in model.Operators.Where(o => o.Code is BuiltinOperator.Mul or BuiltinOperator.Div or BuiltinOperator.Add or BuiltinOperator.Sub))
            if (TryFold(model, node))
                return $"{BuiltinOperators.NameOf(node.Code)} '{model.Tensors[node.Outputs[0]].Name}'";
        return null;
    }

    private static bool TryFold(EditableModel model, OperatorSpec node)
    {
        var swapped = node.Code is BuiltinOperator.Mul or BuiltinOperator.Add && model.Constant(node.Inputs[0]) is not null;
        var (data, constant) = swapped ? (node.Inputs[1], node.Inputs[0]) : (node.Inputs[0], node.Inputs[1]);
        if (model.Constant(constant) is not { } values || model.OnlyReader(data) is null
            || WeightedParts.Of(model, model.Producer(data)) is not { } layer || Activations.Of(layer.Node.Options) != FusedActivation.None)
            return false;
        if (PerChannel(model.Tensors[constant], values, layer.Channels) is not { } factors
            || !model.Tensors[data].Shape.SequenceEqual(model.Tensors[node.Outputs[0]].Shape) || Fused(layer, node) is not { } options)
            return false;
        Scale(layer, node.Code, factors);
        layer.Store(model, layer.Node with { Options = options, Outputs = node.Outputs });
        model.Remove(node);
        return true;
    }

    // The layer takes over the activation, too, where it can.
    private static OperatorOptions? Fused(WeightedParts layer, OperatorSpec node) => Activations.Of(node.Options) is FusedActivation.None
        ? layer.Node.Options
        : Activations.With(layer.Node.Options, Activations.Of(node.Options));

    // One value, or one for each channel along the last dimension.
    private static float[]? PerChannel(TensorSpec tensor, float[] values, int channels) => values.Length == 1
        ? [.. Enumerable.Repeat(values[0], channels)]
        : values.Length == channels && tensor.Shape.Length > 0 && tensor.Shape[^1] == channels ? values : null;

    private static void Scale(WeightedParts layer, BuiltinOperator code, float[] values)
    {
        if (code is BuiltinOperator.Add or BuiltinOperator.Sub)
        {
            for (var c = 0; c < values.Length; c++)
                layer.Bias[c] += code == BuiltinOperator.Add ? values[c] : -values[c];
            return;
        }
        double Factor(int channel) => code == BuiltinOperator.Mul ? values[channel] : 1.0 / values[channel];
        for (var i = 0; i < layer.Weights.Length; i++)
            layer.Weights[i] = (float)(layer.Weights[i] * Factor(layer.Channel(i)));
        for (var c = 0; c < values.Length; c++)
            layer.Bias[c] = (float)(layer.Bias[c] * Factor(c));
    }
}
