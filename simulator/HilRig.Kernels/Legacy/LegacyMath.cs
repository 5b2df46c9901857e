using System.Numerics;
using HilRig.Kernels.NNSupport;

namespace HilRig.Kernels.Legacy;

/// <summary>
/// Arithmetic of the kernels that CMSIS-NN removed in September 2022: q7 and q15 values without zero points and multipliers. A layer's bias
/// is shifted left, its sums are shifted right and saturated, rounded half toward plus infinity.
/// </summary>
internal static class LegacyMath
{
    /// <summary><c>NN_ROUND</c>: half of the last digit that will be dropped; 0 in builds with ARM_NN_TRUNCATE.</summary>
    public static int Round(KernelContext context, int outShift) => context.Truncates ? 0 : (1 << outShift) >> 1;

    /// <summary>What an accumulator begins with.</summary>
    public static int Start(KernelContext context, int bias, int biasShift, int outShift) =>
        context.Wrap32((long)unchecked(bias << biasShift) + Round(context, outShift));

    /// <summary><c>__SSAT</c> to the width of <typeparamref name="T"/>.</summary>
    public static T Saturate<T>(int value)
        where T : IBinaryInteger<T> => T.CreateSaturating(value);

    /// <summary><c>__USAT</c>: 0 .. 2^bits - 1.</summary>
    public static int SaturateUnsigned(int value, int bits) => Math.Clamp(value, 0, (1 << bits) - 1);
}
