using HilRig.Kernels.FixedPoint;

namespace HilRig.Kernels.BasicMath;

/// <summary><c>arm_elementwise_add_s8</c>: both inputs scaled to a common step, added, scaled to the output's step.</summary>
/// <remarks>Both inputs and the output have equal length.</remarks>
public static class ElementwiseAddS8
{
    public static void Run(
        ElementwiseAddParams parameters, ReadOnlySpan<sbyte> input1, ReadOnlySpan<sbyte> input2, Span<sbyte> output, Rounding rounding)
    {
        for (var i = 0; i < output.Length; i++)
            output[i] = Add(parameters, input1[i], input2[i], rounding);
    }

    private static sbyte Add(ElementwiseAddParams p, sbyte x1, sbyte x2, Rounding rounding)
    {
        var a = Scale(unchecked((x1 + p.Offset1) << p.LeftShift), p.Scale1, rounding);
        var b = Scale(unchecked((x2 + p.Offset2) << p.LeftShift), p.Scale2, rounding);
        var sum = Scale(unchecked(a + b), p.OutputScale, rounding);
        return (sbyte)p.Activation.Clamp(unchecked(sum + p.OutputOffset));
    }

    private static int Scale(int value, QuantizedMultiplier scale, Rounding rounding) =>
        Requantization.Requantize(value, scale.Multiplier, scale.Shift, rounding);
}
