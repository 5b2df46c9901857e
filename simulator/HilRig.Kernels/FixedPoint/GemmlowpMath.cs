using static HilRig.Kernels.FixedPoint.FixedPointMath;

namespace HilRig.Kernels.FixedPoint;

/// <summary>Transcendental functions in fixed point, after gemmlowp's polynomials, as CMSIS-NN's softmax evaluates them.</summary>
public static class GemmlowpMath
{
    // exp(-2^k) in Q0.31 for k = -2 .. 4: one factor per bit of the integer and quarter part of the argument.
    private static ReadOnlySpan<int> ExpOfPowers => [1672461947, 1302514674, 790015084, 290630308, 39332535, 720401, 242];

    /// <summary><c>arm_nn_exp_on_negative_values</c>: exp(a) for a in [-32, 0], Q5.26 in, Q0.31 out.</summary>
    public static int ExpOnNegativeValues(int a)
    {
        if (a == 0)
            return int.MaxValue;
        unchecked
        {
            var quarter = (a & 0xFFFFFF) - (1 << 24);
            var remainder = quarter - a;
            var result = ExpNearMinusEighth((quarter << 5) + (1 << 28));
            for (var bit = 0; bit < ExpOfPowers.Length; bit++)
            {
                if ((remainder & (1 << (24 + bit))) != 0)
                    result = DoublingHighMult(result, ExpOfPowers[bit]);
            }
            return result;
        }
    }

    /// <summary><c>arm_nn_one_over_one_plus_x_for_x_in_0_1</c>: 1 / (1 + x), Q0.31 in and out.</summary>
    public static int OneOverOnePlusX(int x) => MultByPowerOfTwo(TwoOverOnePlusX(x), 1);

    /// <summary>2 / (1 + x) for x in [0, 1], Q0.31 in, Q2.29 out, by three Newton steps.</summary>
    internal static int TwoOverOnePlusX(int x)
    {
        unchecked
        {
            var sum = (long)x + int.MaxValue;
            var half = (int)((sum + (sum >= 0 ? 1 : -1)) / 2);
            var estimate = 1515870810 + DoublingHighMult(half, -1010580540);
            for (var step = 0; step < 3; step++)
            {
                var error = (1 << 29) - DoublingHighMult(half, estimate);
                estimate += MultByPowerOfTwo(DoublingHighMult(estimate, error), 2);
            }
            return estimate;
        }
    }

    /// <summary>exp(x - 1/8) for x in [-1/8, 1/8], Q0.31: a Taylor polynomial of degree 4 around -1/8.</summary>
    internal static int ExpNearMinusEighth(int x)
    {
        unchecked
        {
            var x2 = DoublingHighMult(x, x);
            var x3 = DoublingHighMult(x2, x);
            var x4 = DoublingHighMult(x2, x2);
            var cubic = DoublingHighMult(DivideByPowerOfTwo(x4, 2) + x3, 715827883) + x2;
            return 1895147668 + DoublingHighMult(1895147668, x + DivideByPowerOfTwo(cubic, 1));
        }
    }
}
