using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Softmax;
using static HilRig.Kernels.FixedPoint.FixedPointMath;

namespace HilRig.Kernels.Reference;

/// <summary>Arguments of LOG_SOFTMAX on int8.</summary>
/// <param name="Exponent">As SOFTMAX with beta 1.</param>
/// <param name="Reverse">From Q5.26 back to input steps.</param>
public sealed record LogSoftmaxParams(SoftmaxParams Exponent, QuantizedMultiplier Reverse);

/// <summary>
/// LOG_SOFTMAX: x - max - log(sum of exp(x - max)), output steps of 1/16, zero point 127. TensorFlow Lite Micro:
/// reference/integer_ops/log_softmax.h, the logarithm from internal/reference/log_softmax.h.
/// </summary>
public static class LogSoftmaxS8
{
    /// <summary>Elements whose exponentials, 2^19 at most each, sum to less than 2^31.</summary>
    public const int LongestRow = 4095;

    private const int AccumulationBits = 12;
    private const int OutputBits = 22;
    private const int FourthRootOfHalf = 1805811301;
    private const int RootOfHalf = 1518500250;

    /// <remarks>input and output [rows][row size].</remarks>
    public static void Run(KernelContext context, LogSoftmaxParams p, int rowSize, ReadOnlySpan<sbyte> input, Span<sbyte> output)
    {
        for (var row = 0; row < input.Length; row += rowSize)
            Row(context, p, input.Slice(row, rowSize), output.Slice(row, rowSize));
    }

    private static void Row(KernelContext context, LogSoftmaxParams p, ReadOnlySpan<sbyte> input, Span<sbyte> output)
    {
        var (max, sum) = (sbyte.MinValue, 0);
        foreach (var x in input)
            max = Math.Max(max, x);
        foreach (var x in input)
        {
            if (x - max >= p.Exponent.DiffMin)
                sum = context.Wrap32((long)sum + Exp(context, p, x - max));
        }
        var log = Log(sum);
        var smallest = Math.Max(p.Exponent.DiffMin - 1, context.Requantize(unchecked(log + int.MinValue), p.Reverse));
        for (var i = 0; i < input.Length; i++)
            output[i] = input[i] - max > smallest ? Element(context, p, input[i] - max, log) : sbyte.MinValue;
    }

    private static sbyte Element(KernelContext context, LogSoftmaxParams p, int difference, int log)
    {
        var value = context.Wrap32((long)Scaled(context, p, difference) - log);
        return (sbyte)Math.Clamp(DivideByPowerOfTwo(value, OutputBits) + 127, sbyte.MinValue, sbyte.MaxValue);
    }

    private static int Exp(KernelContext context, LogSoftmaxParams p, int difference) =>
        DivideByPowerOfTwo(GemmlowpMath.ExpOnNegativeValues(Scaled(context, p, difference)), AccumulationBits);

    private static int Scaled(KernelContext context, LogSoftmaxParams p, int difference) =>
        context.Requantize(difference, new(p.Exponent.Multiplier, p.Exponent.Shift));

    /// <summary>log(x) for x of at least 1, Q12.19 in, Q5.26 out.</summary>
    public static int Log(int x)
    {
        unchecked
        {
            var (r, z) = Reduced(x);
            var p = (int)Math.Round((r + (double)FourthRootOfHalf) / 2, MidpointRounding.AwayFromZero);
            var q = 2 * (r - FourthRootOfHalf);
            var square = DoublingHighMult(q, q);
            var cube = DoublingHighMult(q, square);
            var numerator = DoublingHighMult(q, r) + DoublingHighMult(cube, 117049297);
            var denominator = DoublingHighMult(p, 1057819769 + q + DoublingHighMult(127690142, square)) + DoublingHighMult(638450708, q);
            var ratio = DoublingHighMult(DivideByPowerOfTwo(numerator, 6), GemmlowpMath.OneOverOnePlusX(denominator));
            return MultByPowerOfTwo(DoublingHighMult(z, 1488522236) + ratio, 1);
        }
    }

    // x = r * 2^z with r near 2^(-1/4): of two candidates half a power of two apart the smaller r and the larger z are taken.
    private static (int R, int Z) Reduced(int x)
    {
        unchecked
        {
            var zeros = CountLeadingZeros(x);
            var sixteenth = DivideByPowerOfTwo(1 << 29, 6);
            var ra = MultByPowerOfTwo(DoublingHighMult(MultByPowerOfTwo(x, zeros - 1), RootOfHalf), 1);
            var za = (int)Math.Min(MultByPowerOfTwo(12 - zeros, 25) + (long)sixteenth, int.MaxValue);
            var headroom = CountLeadingZeros(DoublingHighMult(x, RootOfHalf)) - 1;
            var rb = MultByPowerOfTwo(x, headroom);
            var zb = (int)Math.Max(MultByPowerOfTwo(12 - headroom, 25) - (long)sixteenth, int.MinValue);
            return (Math.Min(ra, rb), Math.Max(za, zb));
        }
    }
}
