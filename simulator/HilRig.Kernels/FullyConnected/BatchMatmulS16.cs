using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.FullyConnected;

/// <summary><c>arm_batch_matmul_s16</c>: products of int16 matrices, the right one transposed, 64-bit accumulator, no offsets, no bias.</summary>
/// <remarks>lhs [n][h][rows][depth], rhs [n][h][columns][depth], output [n][h][rows][columns]; n and h may be 1 on one side.</remarks>
public static class BatchMatmulS16
{
    private const string Name = "arm_batch_matmul_s16";

    /// <exception cref="KernelContractException">The shapes do not fit together.</exception>
    public static void Run(
        KernelContext context, BatchMatmulParams parameters, QuantizedMultiplier quantization, Dims lhsDims, ReadOnlySpan<short> lhs,
        Dims rhsDims, ReadOnlySpan<short> rhs, Dims outputDims, Span<short> output)
    {
        MatmulBatches.Check(Name, lhsDims, rhsDims, outputDims);
        var index = 0;
        foreach (var at in outputDims.Positions())
            output[index++] = context.OutputS16(
                Accumulate(lhsDims, lhs, rhsDims, rhs, at), quantization, parameters.FullyConnected.Activation);
    }

    /// <summary>The accumulator of one output element before requantization; Y is h, X the row and O the column of a matrix.</summary>
    public static long Accumulate(
        Dims lhsDims, ReadOnlySpan<short> lhs, Dims rhsDims, ReadOnlySpan<short> rhs, (int N, int Y, int X, int O) at)
    {
        var row = lhs.Slice(MatmulBatches.First(lhsDims, at.N, at.Y) + at.X * lhsDims.C, lhsDims.C);
        var column = rhs.Slice(MatmulBatches.First(rhsDims, at.N, at.Y) + at.O * rhsDims.C, rhsDims.C);
        var accumulator = 0L;
        for (var k = 0; k < row.Length; k++)
            accumulator += row[k] * column[k];
        return accumulator;
    }
}
