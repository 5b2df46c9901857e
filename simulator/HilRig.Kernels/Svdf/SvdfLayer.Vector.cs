using System.Numerics;
using System.Runtime.Intrinsics;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Vectorized;

namespace HilRig.Kernels.Svdf;

/// <summary><see cref="SvdfS8"/> and <see cref="SvdfStateS16S8"/> with rows of weights summed many at a time. Equal to the definitions to the bit.</summary>
public static class VectorSvdf
{
    /// <summary>True where no sum of int8 products can wrap; the definition counts wraps.</summary>
    public static bool Serves(SvdfParams parameters, SvdfDims dims, ReadOnlySpan<int> bias)
    {
        var largest = 0L;
        foreach (var value in bias)
            largest = Math.Max(largest, Math.Abs((long)value));
        return RowDots.Fits(0, dims.InputSize, parameters.InputOffset, 0) && RowDots.Fits(largest, parameters.Rank * dims.Memory, parameters.StateOffset, 0);
    }

    /// <summary>Arguments as of the definitions, whose buffers are there.</summary>
    /// <param name="width">A width this machine supports, not scalar.</param>
    /// <typeparam name="T">int8 or int16, the type of state and time weights.</typeparam>
    public static void Run<T>(
        KernelContext context, SvdfParams parameters, SvdfDims dims, ReadOnlySpan<sbyte> input, Span<T> state,
        ReadOnlySpan<sbyte> weightsFeature, ReadOnlySpan<T> weightsTime, ReadOnlySpan<int> bias, Span<sbyte> output, VectorWidth width)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (width == VectorWidth.Bits512)
            SvdfLayer.Run<T, VectorRowDot<Lanes512, Vector512<int>>>(context, parameters, dims, input, state, weightsFeature, weightsTime, bias, output);
        else if (width == VectorWidth.Bits256)
            SvdfLayer.Run<T, VectorRowDot<Lanes256, Vector256<int>>>(context, parameters, dims, input, state, weightsFeature, weightsTime, bias, output);
        else
            SvdfLayer.Run<T, VectorRowDot<Lanes128, Vector128<int>>>(context, parameters, dims, input, state, weightsFeature, weightsTime, bias, output);
    }
}
