using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.FullyConnected;

/// <summary>The float32 twin of <see cref="BatchMatmulS8"/>.</summary>
/// <remarks>Shapes as there.</remarks>
public static class BatchMatmulF32
{
    public static void Run(
        Dims lhsDims, ReadOnlySpan<float> lhs, Dims rhsDims, ReadOnlySpan<float> rhs, Dims outputDims, Span<float> output)
    {
        var index = 0;
        foreach (var at in outputDims.Positions())
        {
            var row = lhs.Slice(MatmulBatches.First(lhsDims, at.N, at.Y) + at.X * lhsDims.C, lhsDims.C);
            var column = rhs.Slice(MatmulBatches.First(rhsDims, at.N, at.Y) + at.O * rhsDims.C, rhsDims.C);
            output[index++] = DotF32.Dot(row, column);
        }
    }
}
