using System.Runtime.Intrinsics;
using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;
using HilRig.Kernels.Vectorized;

namespace HilRig.Kernels.FullyConnected;

/// <summary><see cref="BatchMatmulS8"/> with rows summed many elements at a time. Equal to the definition to the bit.</summary>
public static class VectorBatchMatmulS8
{
    /// <summary>True where no sum can wrap; the definition counts wraps.</summary>
    public static bool Serves(BatchMatmulParams parameters, Dims lhsDims) =>
        RowDots.Fits(0, lhsDims.C, parameters.FullyConnected.InputOffset, parameters.FullyConnected.FilterOffset);

    /// <summary>Arguments as of <see cref="BatchMatmulS8.Run"/>, whose shapes fit together.</summary>
    /// <param name="width">A width this machine supports, not scalar.</param>
    public static void Run(
        KernelContext context, BatchMatmulParams parameters, QuantizedMultiplier quantization, Dims lhsDims, ReadOnlySpan<sbyte> lhs,
        Dims rhsDims, ReadOnlySpan<sbyte> rhs, Dims outputDims, Span<sbyte> output, VectorWidth width)
    {
        if (width == VectorWidth.Bits512)
            Rows<VectorRowDot<Lanes512, Vector512<int>>>(context, parameters, quantization, lhsDims, lhs, rhsDims, rhs, outputDims, output);
        else if (width == VectorWidth.Bits256)
            Rows<VectorRowDot<Lanes256, Vector256<int>>>(context, parameters, quantization, lhsDims, lhs, rhsDims, rhs, outputDims, output);
        else
            Rows<VectorRowDot<Lanes128, Vector128<int>>>(context, parameters, quantization, lhsDims, lhs, rhsDims, rhs, outputDims, output);
    }

    private static void Rows<TDot>(
        KernelContext context, BatchMatmulParams parameters, QuantizedMultiplier quantization, Dims lhsDims, ReadOnlySpan<sbyte> lhs,
        Dims rhsDims, ReadOnlySpan<sbyte> rhs, Dims outputDims, Span<sbyte> output)
        where TDot : struct, IRowDot
    {
        var fc = parameters.FullyConnected;
        var index = 0;
        foreach (var at in outputDims.Positions())
        {
            var row = lhs.Slice(MatmulBatches.First(lhsDims, at.N, at.Y) + at.X * lhsDims.C, lhsDims.C);
            var column = rhs.Slice(MatmulBatches.First(rhsDims, at.N, at.Y) + at.O * rhsDims.C, rhsDims.C);
            output[index++] = context.OutputS8(TDot.Of(context, 0, row, fc.InputOffset, column, fc.FilterOffset), quantization, fc.OutputOffset, fc.Activation);
        }
    }
}
