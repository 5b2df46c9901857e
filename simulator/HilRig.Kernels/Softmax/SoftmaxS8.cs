using HilRig.Kernels.FixedPoint;
using static HilRig.Kernels.FixedPoint.FixedPointMath;

namespace HilRig.Kernels.Softmax;

/// <summary><c>arm_softmax_s8</c>: rows of int8 logits to probabilities with scale 1/256 and zero point -128.</summary>
/// <remarks>
/// input and output [rows][row size]. Each element adds at most 2^19 to a sum that must stay below 2^28, so a row has fewer
/// than <see cref="RowSizeLimit"/> elements; longer rows are undefined in the C (a shift by 32).
/// </remarks>
public static class SoftmaxS8
{
    /// <summary>Rows must be shorter than this.</summary>
    public const int RowSizeLimit = 512;

    // Q0.31 exponentials are summed in Q12.19; 35 brings the product of two Q0.31 values to steps of 1/256.
    private const int AccumulationBits = 12;
    private const int OutputBits = 35;

    public static void Run(SoftmaxParams parameters, int rows, int rowSize, ReadOnlySpan<sbyte> input, Span<sbyte> output)
    {
        for (var row = 0; row < rows; row++)
            Row(parameters, input.Slice(row * rowSize, rowSize), output.Slice(row * rowSize, rowSize));
    }

    private static void Row(SoftmaxParams p, ReadOnlySpan<sbyte> input, Span<sbyte> output)
    {
        var max = Max(input);
        var sum = 0;
        foreach (var x in input)
        {
            if (x - max >= p.DiffMin)
                sum += DivideByPowerOfTwo(Exp(p, x - max), AccumulationBits);
        }
        var headroom = CountLeadingZeros(sum);
        var scale = GemmlowpMath.OneOverOnePlusX(unchecked((sum << headroom) - int.MinValue));
        for (var i = 0; i < input.Length; i++)
            output[i] = Probability(p, input[i] - max, scale, OutputBits - headroom);
    }

    private static sbyte Probability(SoftmaxParams p, int difference, int scale, int shift)
    {
        if (difference < p.DiffMin)
            return sbyte.MinValue;
        var product = DoublingHighMult(scale, Exp(p, difference));
        return (sbyte)Math.Clamp(DivideByPowerOfTwo(product, shift) + sbyte.MinValue, sbyte.MinValue, sbyte.MaxValue);
    }

    private static int Exp(SoftmaxParams p, int difference) =>
        GemmlowpMath.ExpOnNegativeValues(DoublingHighMult(unchecked(difference << p.Shift), p.Multiplier));

    private static int Max(ReadOnlySpan<sbyte> row)
    {
        var max = row[0];
        foreach (var x in row)
            max = Math.Max(max, x);
        return max;
    }
}
