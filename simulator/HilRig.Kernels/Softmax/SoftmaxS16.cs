using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.NNSupport;
using static HilRig.Kernels.FixedPoint.FixedPointMath;

namespace HilRig.Kernels.Softmax;

/// <summary><c>cmsis_nn_softmax_lut_s16</c>: exp(x) over [-10, 0] and 1/(1+x) over [0, 1], 513 entries each, Q0.15.</summary>
public sealed record SoftmaxLutS16(short[] Exp, short[] OneByOne);

/// <summary><c>arm_softmax_s16</c>: rows of int16 logits to Q0.15 probabilities, through two tables with interpolation.</summary>
/// <remarks>
/// input and output [rows][row size]. The scale takes x - max to [-65535, 0], which spans exp's table. Table steps are
/// subtracted and added in int16, as the C does.
/// </remarks>
public static class SoftmaxS16
{
    /// <summary>Entries of a table.</summary>
    public const int TableSize = 513;

    /// <exception cref="KernelStatusException">Argument error: a table is missing or has another length.</exception>
    /// <exception cref="KernelContractException">The table of exp makes a row's sum less than 2.</exception>
    public static void Run(
        KernelContext context, QuantizedMultiplier scale, SoftmaxLutS16? tables, int rows, int rowSize, ReadOnlySpan<short> input,
        Span<short> output)
    {
        if (tables is not { Exp.Length: TableSize, OneByOne.Length: TableSize })
            throw KernelStatusException.Argument("arm_softmax_s16", $"it needs two tables of {TableSize} entries");
        for (var row = 0; row < rows; row++)
            Row(context, scale, tables, input.Slice(row * rowSize, rowSize), output.Slice(row * rowSize, rowSize));
    }

    private static void Row(KernelContext context, QuantizedMultiplier scale, SoftmaxLutS16 tables, ReadOnlySpan<short> input, Span<short> output)
    {
        var max = RowMaximum.Of(input);
        var sum = 0;
        for (var i = 0; i < input.Length; i++)
        {
            output[i] = Exp(context, scale, tables, input[i] - max);
            sum = context.Wrap32((long)sum + output[i]);
        }
        var headroom = CountLeadingZeros(sum);
        if (headroom is 0 or > 30)
            throw new KernelContractException("arm_softmax_s16", $"a row's exponentials sum to {sum}, the C shifts by a negative count there; the table of exp is damaged");
        var reciprocal = Interpolate(tables.OneByOne, Reduced(sum, headroom));
        for (var i = 0; i < output.Length; i++)
            output[i] = unchecked((short)((((output[i] * reciprocal) >> (30 - headroom)) + 1) >> 1));
    }

    private static short Exp(KernelContext context, QuantizedMultiplier scale, SoftmaxLutS16 tables, int difference)
    {
        var scaled = context.Wrap32((long)context.Requantize(difference, scale) + short.MaxValue);
        return Interpolate(tables.Exp, (short)Math.Clamp(scaled, short.MinValue, short.MaxValue));
    }

    // The sum less its leading one, as the reciprocal's table takes it: Q0.16 moved to the int16 range.
    private static short Reduced(int sum, int headroom) =>
        unchecked((short)(((((long)sum << (headroom - 1)) + (1 << 13)) >> 14) - 98304));

    // Seven bits of fraction between neighbouring entries.
    private static short Interpolate(short[] table, short at)
    {
        var (index, fraction) = (256 + (at >> 7), at & 127);
        var step = unchecked((short)(table[index + 1] - table[index]));
        return unchecked((short)(table[index] + ((step * fraction + 64) >> 7)));
    }
}
