namespace HilRig.Kernels.FullyConnected;

/// <summary><c>arm_vector_sum_s8_s64</c>: <see cref="VectorSumS8"/> with 64 bits and without an offset of the data.</summary>
public static class VectorSumS8S64
{
    /// <summary>sums[row] = bias[row] + lhsOffset * (sum of the row).</summary>
    /// <param name="sums">[rows].</param>
    /// <param name="data">[rows][columns].</param>
    /// <param name="bias">[rows] or empty.</param>
    public static void Run(
        Span<long> sums, int columns, int rows, ReadOnlySpan<sbyte> data, int lhsOffset, ReadOnlySpan<long> bias)
    {
        for (var row = 0; row < rows; row++)
            sums[row] = (bias.IsEmpty ? 0 : bias[row]) + lhsOffset * VectorSumS8.RowSum(data.Slice(row * columns, columns));
    }
}
