using System.Runtime.Intrinsics;

namespace HilRig.Kernels.Vectorized;

/// <summary>A packed layer, whatever the vector width.</summary>
internal unsafe interface IDotKernel
{
    /// <summary>
    /// Computes <paramref name="pixels"/> output pixels whose inputs begin <paramref name="pixelStride"/> elements apart in a
    /// widened buffer; each writes all its output channels.
    /// </summary>
    void Row(short* input, int pixels, int pixelStride, sbyte* output, int outputStride);

    /// <summary>Dense dot products: convolution and fully connected.</summary>
    static IDotKernel Dense(DotProgram program, LayerOutput layer) => program.Lanes == Lanes512.Count
        ? new DotKernel<Lanes512, Vector512<int>>(program, new(layer))
        : new DotKernel<Lanes256, Vector256<int>>(program, new(layer));

    /// <summary>One filter per channel.</summary>
    static IDotKernel Depthwise(DepthwiseProgram program, LayerOutput layer) => program.Lanes == Lanes512.Count
        ? new DepthwiseKernel<Lanes512, Vector512<int>>(program, new(layer))
        : new DepthwiseKernel<Lanes256, Vector256<int>>(program, new(layer));
}
