using HilRig.Kernels.NNSupport;

namespace HilRig.Kernels.Legacy;

/// <summary>The legacy elementwise products.</summary>
/// <remarks>Both factors and the output have equal length.</remarks>
public static class LegacyMult
{
    /// <summary><c>arm_nn_mult_q7</c>: product and rounding are cut to 16 bits before the shift.</summary>
    public static void Q7(KernelContext context, ReadOnlySpan<sbyte> a, ReadOnlySpan<sbyte> b, Span<sbyte> output, int outShift)
    {
        var round = LegacyMath.Round(context, outShift);
        for (var i = 0; i < output.Length; i++)
            output[i] = LegacyMath.Saturate<sbyte>(unchecked((short)(a[i] * b[i] + round)) >> outShift);
    }

    /// <summary><c>arm_nn_mult_q15</c>.</summary>
    public static void Q15(KernelContext context, ReadOnlySpan<short> a, ReadOnlySpan<short> b, Span<short> output, int outShift)
    {
        var round = LegacyMath.Round(context, outShift);
        for (var i = 0; i < output.Length; i++)
            output[i] = LegacyMath.Saturate<short>(context.Wrap32((long)(a[i] * b[i]) + round) >> outShift);
    }
}
