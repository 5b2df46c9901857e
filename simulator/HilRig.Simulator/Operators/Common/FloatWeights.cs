using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.Common;

/// <summary>Weights and bias of a float32 layer; an absent bias is empty.</summary>
public sealed record FloatWeights(float[] Filter, float[] Bias)
{
    /// <param name="inputs">Where they stand; null for 1 and 2.</param>
    public static FloatWeights Read(PrepareContext context, int channels, LayerInputs? inputs = null)
    {
        var at = inputs ?? LayerInputs.Usual;
        var filter = context.Constant(context.Input(at.Weights), ElementType.Float32);
        if (context.OptionalInput(at.Bias) is not { } tensor)
            return new(PrepareContext.Values<float>(filter), []);
        var bias = context.Constant(tensor, ElementType.Float32);
        if (bias.ElementCount != channels)
            throw context.Malformed($"{bias} has {bias.ElementCount} elements for {channels} output channels");
        return new(PrepareContext.Values<float>(filter), PrepareContext.Values<float>(bias));
    }
}
