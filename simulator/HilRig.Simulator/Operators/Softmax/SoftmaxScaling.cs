using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.Softmax;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.Softmax;

/// <summary>Parameters that SOFTMAX and LOG_SOFTMAX share as TensorFlow Lite Micro prepares it.</summary>
internal static class SoftmaxScaling
{
    // The scaled difference has 5 integer bits, so its unit is 2^-26.
    private const int IntegerBits = 5;

    /// <summary>Scale of x - max for 8-bit logits.</summary>
    public static SoftmaxParams Of8Bit(PrepareContext context, float beta)
    {
        var limit = context.Rounding == Rounding.Single ? (1L << 30) - 1.0 : (1L << 31) - 1.0;
        var real = Math.Min((double)beta * context.Scale(context.Input(0)).Scale * (1 << (31 - IntegerBits)), limit);
        if (!(real > 1))
            throw context.Unsupported($"beta {beta} times the input scale gives a factor of {real}", "a factor above 1");
        var factor = QuantizedMultiplier.FromReal(real, context.Rounding);
        var span = ((1 << IntegerBits) - 1) * Math.ScaleB(1, 31 - IntegerBits - factor.Shift);
        return new(factor.Multiplier, factor.Shift, -(int)Math.Floor(span));
    }

    /// <summary>Rows along the last dimension of an input that the output resembles.</summary>
    public static (int Rows, int RowSize) Rows(PrepareContext context)
    {
        TensorInfo input = context.Input(0);
        if (input.Shape.Length < 1 || input.ElementCount < 1 || !input.Shape.SequenceEqual(context.Output.Shape))
            throw context.Malformed($"{input} and {context.Output} must have one shape of at least 1 element");
        return ((int)(input.ElementCount / input.Shape[^1]), input.Shape[^1]);
    }
}
