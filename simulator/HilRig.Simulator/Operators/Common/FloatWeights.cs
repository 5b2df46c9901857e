using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.Common;

/// <summary>Weights and bias of a float32 layer; an absent bias is empty.</summary>
public sealed record FloatWeights(float[] Filter, float[] Bias)
{
    public static FloatWeights Read(PrepareContext context, int channels)
    {
        var filter = context.Constant(context.Input(1), ElementType.Float32);
        if (context.OptionalInput(2) is not { } tensor)
            return new(PrepareContext.Values<float>(filter), []);
        var bias = context.Constant(tensor, ElementType.Float32);
        if (bias.ElementCount != channels)
            throw context.Malformed($"{bias} has {bias.ElementCount} elements for {channels} output channels");
        return new(PrepareContext.Values<float>(filter), PrepareContext.Values<float>(bias));
    }
}
