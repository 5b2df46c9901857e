using HilRig.Kernels.FixedPoint;
using static HilRig.Kernels.FixedPoint.FixedPointMath;

namespace HilRig.Kernels.Reference;

/// <summary>1 / sqrt(n) of an integer as multiplier and shift. TensorFlow Lite: GetInvSqrtQuantizedMultiplierExp in internal/common.h.</summary>
public static class InverseSquareRoot
{
    private const int Steps = 5;
    private const int HalfSquareRootOfTwo = 1518500250;

    /// <param name="value">0 or more; 0 and 1 both give the largest factor below 1.</param>
    public static QuantizedMultiplier Of(int value)
    {
        if (value <= 1)
            return new(int.MaxValue, 0);
        var shift = 11;
        for (; value >= 1 << 29; shift++)
            value /= 4;
        var pairs = (CountLeadingZeros(value) - 1) / 2 - 1;
        shift -= pairs;
        var root = DoublingHighMult(Newton(value << (2 * pairs)), HalfSquareRootOfTwo);
        return shift < 0 ? new(unchecked(root << -shift), 0) : new(root, -shift);
    }

    // Newton's steps x = 1.5 x - 0.5 v x^3 from x = 1, all in Q3.28; v is the value as Q3.28 in [1/4, 1).
    private static int Newton(int value)
    {
        unchecked
        {
            var (half, x) = (DivideByPowerOfTwo(value >> 1, 1), 1 << 28);
            for (var step = 0; step < Steps; step++)
            {
                var cube = MultByPowerOfTwo(DoublingHighMult(DoublingHighMult(x, x), x), 6);
                x = MultByPowerOfTwo(DoublingHighMult((1 << 28) + (1 << 27), x) - DoublingHighMult(half, cube), 3);
            }
            return x;
        }
    }
}
