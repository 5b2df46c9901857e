using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.NNSupport;
using static HilRig.Kernels.FixedPoint.FixedPointMath;

namespace HilRig.Kernels.Softmax;

/// <summary>
/// What the softmax kernels of 8-bit logits share: exponentials of x - max in Q0.31, summed in Q12.19, times the reciprocal
/// of the sum.
/// </summary>
/// <remarks>Each element adds at most 2^19 to the sum; what that means for long rows depends on the output type.</remarks>
internal static class FixedPointSoftmax
{
    // Q0.31 exponentials are summed in Q12.19.
    private const int AccumulationBits = 12;

    /// <summary>Reciprocal of a row's sum of exponentials, Q0.31, and the right shift that brings products to output steps.</summary>
    /// <param name="outputBits">31 + 12 - the output's fraction bits: 35 for steps of 1/256, 27 for steps of 1/65536.</param>
    /// <exception cref="KernelContractException">The sum needs a shift by 32 bits or more.</exception>
    public static (int Scale, int Shift) Normalize(KernelContext context, string kernel, int sum, int outputBits)
    {
        var headroom = CountLeadingZeros(sum);
        if (outputBits - headroom > 31)
            throw new KernelContractException(kernel,
                $"a row's exponentials sum to 2^28 or more, which {1 << 9} near-maximal elements reach; the C shifts by 32 bits there. Use shorter rows or a larger input scale");
        return (GemmlowpMath.OneOverOnePlusX(context.Wrap32((long)unchecked((uint)sum << headroom) - (1L << 31))), outputBits - headroom);
    }

    /// <summary>A row's sum so far plus exp(difference).</summary>
    public static int Add(KernelContext context, SoftmaxParams p, int sum, int difference) =>
        difference < p.DiffMin ? sum : context.Wrap32((long)sum + Share(Exp(context, p, difference)));

    /// <summary>exp(difference) in steps of the output above its smallest code; 0 below <see cref="SoftmaxParams.DiffMin"/>.</summary>
    public static int Probability(KernelContext context, SoftmaxParams p, int difference, (int Scale, int Shift) row) =>
        difference < p.DiffMin ? 0 : Scaled(Exp(context, p, difference), row);

    /// <summary>exp(difference) in Q0.31.</summary>
    public static int Exp(KernelContext context, SoftmaxParams p, int difference) =>
        GemmlowpMath.ExpOnNegativeValues(DoublingHighMult(context.Wrap32((long)difference << p.Shift), p.Multiplier));

    /// <summary>What an exponential adds to a row's sum.</summary>
    public static int Share(int exponential) => DivideByPowerOfTwo(exponential, AccumulationBits);

    /// <summary>An exponential in steps of the output.</summary>
    public static int Scaled(int exponential, (int Scale, int Shift) row) => DivideByPowerOfTwo(DoublingHighMult(row.Scale, exponential), row.Shift);
}
