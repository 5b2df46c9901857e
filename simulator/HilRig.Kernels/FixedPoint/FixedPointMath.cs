using System.Numerics;

namespace HilRig.Kernels.FixedPoint;

/// <summary>
/// The scalar primitives of CMSIS-NN's integer kernels (arm_nnsupportfunctions.h). All values are 32-bit two's complement;
/// additions between these steps wrap, as the C does.
/// </summary>
public static class FixedPointMath
{
    /// <summary>
    /// <c>arm_nn_doubling_high_mult_no_sat</c>: floor((a*b + 2^30) / 2^31), so halves go toward plus infinity.
    /// Only a = b = -2^31 would overflow; a positive multiplier never gets there.
    /// </summary>
    public static int DoublingHighMultNoSat(int a, int b) => unchecked((int)(((long)a * b + (1L << 30)) >> 31));

    /// <summary><c>arm_nn_doubling_high_mult</c>: the same with the one overflowing pair saturated to 2^31 - 1.</summary>
    public static int DoublingHighMult(int a, int b)
    {
        if (a == int.MinValue && b == int.MinValue)
            return int.MaxValue;
        var nudge = (a ^ b) >= 0 ? 1L << 30 : 1 - (1L << 30);
        return (int)(((long)a * b + nudge) / (1L << 31));
    }

    /// <summary><c>arm_nn_divide_by_power_of_two</c>: x / 2^exponent, halves away from zero; exponent in [0, 31].</summary>
    public static int DivideByPowerOfTwo(int x, int exponent)
    {
        var mask = (1L << exponent) - 1;
        var threshold = (mask >> 1) + (x < 0 ? 1 : 0);
        return (int)(((long)x >> exponent) + ((x & mask) > threshold ? 1 : 0));
    }

    /// <summary><c>arm_nn_mult_by_power_of_two</c>: x * 2^exponent, saturating; exponent in [0, 31].</summary>
    public static int MultByPowerOfTwo(int x, int exponent)
    {
        var threshold = (int)((1L << (31 - exponent)) - 1);
        if (x > threshold)
            return int.MaxValue;
        return x < -threshold ? int.MinValue : x << exponent;
    }

    /// <summary>Leading zero bits of <paramref name="x"/> as the C intrinsic counts them: 32 for 0.</summary>
    public static int CountLeadingZeros(int x) => BitOperations.LeadingZeroCount(unchecked((uint)x));
}
