using HilRig.Kernels.NNSupport;

namespace HilRig.Kernels.FullyConnected;

/// <summary>
/// <c>arm_vector_sum_s8</c>: the share of the input's offset in the accumulators of a matrix, known before the input is. MVE's fully connected
/// and SVDF kernels take it as scratch, LSTM as its effective bias.
/// </summary>
public static class VectorSumS8
{
    /// <summary>sums[row] = bias[row] + lhsOffset * (sum of the row + columns * rhsOffset), wrapped.</summary>
    /// <param name="sums">[rows].</param>
    /// <param name="data">[rows][columns].</param>
    /// <param name="bias">[rows] or empty.</param>
    public static void Run(
        KernelContext context, Span<int> sums, int columns, int rows, ReadOnlySpan<sbyte> data, int lhsOffset, int rhsOffset,
        ReadOnlySpan<int> bias)
    {
        for (var row = 0; row < rows; row++)
        {
            var start = bias.IsEmpty ? 0 : bias[row];
            var share = (RowSum(data.Slice(row * columns, columns)) + (long)columns * rhsOffset) * lhsOffset;
            sums[row] = context.Wrap32(start + share);
        }
    }

    internal static long RowSum(ReadOnlySpan<sbyte> row)
    {
        var sum = 0L;
        foreach (var value in row)
            sum += value;
        return sum;
    }
}
