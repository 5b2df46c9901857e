using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.NNSupport;
using static HilRig.Kernels.FixedPoint.FixedPointMath;

namespace HilRig.Kernels.Reference;

/// <summary>Arguments of LOGISTIC and TANH on int8.</summary>
/// <param name="Scale">Input step in Q4.27.</param>
/// <param name="Radius">Steps from the zero point beyond which the result is saturated.</param>
public sealed record SigmoidParams(int ZeroPoint, QuantizedMultiplier Scale, int Radius);

/// <summary>
/// One element of LOGISTIC and TANH, fixed point throughout. TensorFlow Lite Micro: reference/integer_ops/logistic.h and tanh.h,
/// the functions from gemmlowp's fixedpoint.h.
/// </summary>
public static class SigmoidS8
{
    // exp(-2^k) in Q0.31 for k = -2 .. 3.
    private static ReadOnlySpan<int> ExpOfPowers => [1672461947, 1302514674, 790015084, 290630308, 39332535, 720401];

    /// <summary>1 / (1 + exp(-x)); the output's step is 1/256, its zero point -128.</summary>
    public static sbyte Logistic(KernelContext context, SigmoidParams p, sbyte code)
    {
        if (Saturated(p, code) is { } end)
            return end;
        var x = context.Requantize(code - p.ZeroPoint, p.Scale);
        var positive = GemmlowpMath.OneOverOnePlusX(ExpOnNegativeQ4(-Math.Abs(x)));
        var result = x > 0 ? positive : x < 0 ? int.MaxValue - positive : 1 << 30;
        return (sbyte)Math.Clamp(DivideByPowerOfTwo(result, 23) + sbyte.MinValue, sbyte.MinValue, sbyte.MaxValue);
    }

    /// <summary>(1 - exp(-2x)) / (1 + exp(-2x)); the output's step is 1/128, its zero point 0.</summary>
    public static sbyte Tanh(KernelContext context, SigmoidParams p, sbyte code)
    {
        if (Saturated(p, code) is { } end)
            return end;
        var x = context.Requantize(code - p.ZeroPoint, p.Scale);
        // Reading Q4.27 as Q5.26 doubles the argument.
        var positive = OneMinusXOverOnePlusX(GemmlowpMath.ExpOnNegativeValues(-Math.Abs(x)));
        var result = x > 0 ? positive : x < 0 ? -positive : 0;
        return (sbyte)Math.Clamp(DivideByPowerOfTwo(result, 24), sbyte.MinValue, sbyte.MaxValue);
    }

    private static sbyte? Saturated(SigmoidParams p, sbyte code)
    {
        var distance = code - p.ZeroPoint;
        if (distance <= -p.Radius)
            return sbyte.MinValue;
        return distance >= p.Radius ? sbyte.MaxValue : null;
    }

    private static int ExpOnNegativeQ4(int a)
    {
        if (a == 0)
            return int.MaxValue;
        unchecked
        {
            var quarter = (a & 0x1FFFFFF) - (1 << 25);
            var remainder = quarter - a;
            var result = GemmlowpMath.ExpNearMinusEighth((quarter << 4) + (1 << 28));
            for (var bit = 0; bit < ExpOfPowers.Length; bit++)
            {
                if ((remainder & (1 << (25 + bit))) != 0)
                    result = DoublingHighMult(result, ExpOfPowers[bit]);
            }
            return result;
        }
    }

    private static int OneMinusXOverOnePlusX(int x) => MultByPowerOfTwo(unchecked(GemmlowpMath.TwoOverOnePlusX(x) - (1 << 29)), 2);
}
