using System.Runtime.Intrinsics;

namespace HilRig.Kernels.Vectorized;

/// <summary>A packed layer, whatever the vector width.</summary>
internal interface IDotKernel
{
    /// <summary>
    /// Computes <paramref name="pixels"/> output pixels whose inputs begin <paramref name="pixelStride"/> elements apart in a
    /// widened buffer; each writes all its output channels.
    /// </summary>
    void Row(ref short input, int pixels, int pixelStride, Span<sbyte> output, int outputStride);

    /// <summary>Dense dot products: convolution and fully connected.</summary>
    static IDotKernel Dense(DotProgram program, LayerOutput layer) => program.Lanes == Lanes512.Count
        ? new DotKernel<Lanes512, Vector512<int>>(program, new(layer))
        : new DotKernel<Lanes256, Vector256<int>>(program, new(layer));

    /// <summary>One filter per channel; <paramref name="filter"/> is [tap][channel].</summary>
    static IDotKernel Depthwise(int[] taps, ReadOnlySpan<sbyte> filter, ReadOnlySpan<int> bias, LayerOutput layer, VectorWidth width) =>
        width == VectorWidth.Bits512
            ? new DepthwiseKernel<Lanes512, Vector512<int>>(taps, filter, bias, new(layer))
            : new DepthwiseKernel<Lanes256, Vector256<int>>(taps, filter, bias, new(layer));
}
