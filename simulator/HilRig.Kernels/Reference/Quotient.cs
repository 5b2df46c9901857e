using HilRig.Kernels.BasicMath;
using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.NNSupport;

namespace HilRig.Kernels.Reference;

/// <summary>
/// One element of DIV. Quantized: the numerator, shifted up as far as it goes, times the reciprocal of the denominator.
/// TensorFlow Lite Micro: reference/div.h, GetReciprocal in internal/common.h.
/// </summary>
public static class Quotient
{
    private const int SmallestShift = -31;

    /// <summary>
    /// Offsets and scale as for a product. Numerators within a few steps of zero ask for right shifts beyond 31, which are undefined
    /// in the C; here they stop at 31.
    /// </summary>
    /// <exception cref="KernelContractException">The denominator is the real value 0.</exception>
    public static int Divide(KernelContext context, ElementwiseMulParams p, int left, int right)
    {
        var (numerator, denominator) = (left + p.Offset1, right + p.Offset2);
        if (denominator == 0)
            throw ByZero();
        if (denominator < 0)
            (numerator, denominator) = (-numerator, -denominator);
        var leading = FixedPointMath.CountLeadingZeros(denominator);
        var reciprocal = GemmlowpMath.OneOverOnePlusX(unchecked((int)(((uint)denominator << leading) - (1u << 31))));
        var headroom = numerator == 0 ? 0 : FixedPointMath.CountLeadingZeros(numerator < 0 ? ~numerator : numerator) - 1;
        var quotient = context.Requantize(numerator, new(reciprocal, headroom));
        var shift = Math.Clamp(p.OutputScale.Shift - (31 - leading) - headroom, SmallestShift, 0);
        return p.Activation.Clamp(context.Wrap32((long)context.Requantize(quotient, p.OutputScale with { Shift = shift }) + p.OutputOffset));
    }

    /// <summary>Whole numbers, truncated toward zero; the one quotient that overflows wraps.</summary>
    /// <exception cref="KernelContractException">The denominator is 0.</exception>
    public static int Divide(KernelContext context, int left, int right) => right switch
    {
        0 => throw ByZero(),
        -1 => context.Wrap32(-(long)left),
        _ => left / right,
    };

    private static KernelContractException ByZero() => new("DIV", "a denominator is 0; keep the second input away from its zero point");
}
