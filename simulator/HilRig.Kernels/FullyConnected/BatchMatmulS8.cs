using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.FullyConnected;

/// <summary><c>arm_batch_matmul_s8</c>: products of matrices, the right one transposed, without bias.</summary>
/// <remarks>lhs [n][h][rows][depth], rhs [n][h][columns][depth], output [n][h][rows][columns]; n and h may be 1 on one side.</remarks>
public static class BatchMatmulS8
{
    private const string Name = "arm_batch_matmul_s8";

    /// <exception cref="KernelContractException">The shapes do not fit together.</exception>
    /// <exception cref="KernelStatusException">MVE without scratch.</exception>
    public static void Run(
        KernelContext context, BatchMatmulParams parameters, QuantizedMultiplier quantization, Dims lhsDims, ReadOnlySpan<sbyte> lhs,
        Dims rhsDims, ReadOnlySpan<sbyte> rhs, Dims outputDims, Span<sbyte> output)
    {
        FullyConnectedS8.CheckBuffer(Name, context);
        MatmulBatches.Check(Name, lhsDims, rhsDims, outputDims);
        var fc = parameters.FullyConnected;
        var index = 0;
        foreach (var at in outputDims.Positions())
        {
            var accumulator = Accumulate(context, parameters, lhsDims, lhs, rhsDims, rhs, at);
            output[index++] = context.OutputS8(accumulator, quantization, fc.OutputOffset, fc.Activation);
        }
    }

    /// <summary>Bytes of scratch: on MVE the sums of one right matrix' rows.</summary>
    public static int BufferSize(KernelPath path, Dims rhsDims) => FullyConnectedS8.BufferSize(path, rhsDims.W);

    /// <summary>The accumulator of one output element before requantization; Y is h, X the row and O the column of a matrix.</summary>
    public static int Accumulate(
        KernelContext context, BatchMatmulParams parameters, Dims lhsDims, ReadOnlySpan<sbyte> lhs, Dims rhsDims, ReadOnlySpan<sbyte> rhs,
        (int N, int Y, int X, int O) at)
    {
        var row = lhs.Slice(MatmulBatches.First(lhsDims, at.N, at.Y) + at.X * lhsDims.C, lhsDims.C);
        var column = MatmulBatches.First(rhsDims, at.N, at.Y) + at.O * rhsDims.C;
        return FullyConnectedS8.Sum(context, parameters.FullyConnected, row, new Int8Weights(rhs), column, 0);
    }
}
