using System.Runtime.Intrinsics;

namespace HilRig.Kernels.Vectorized;

/// <summary>A packed dense layer (convolution, fully connected), whatever the vector width.</summary>
internal unsafe interface IDotKernel
{
    /// <summary>Computes pixels whose inputs begin at the given offsets in a widened buffer.</summary>
    /// <param name="output">Channel 0 of the first pixel; the next pixels follow <paramref name="outputStride"/> bytes apart.</param>
    /// <param name="end">Up to here stores may spill over what is written later; equal to output where nothing may be spoiled.</param>
    void Run(short* image, int* pixelOffsets, int pixels, sbyte* output, int outputStride, sbyte* end);

    /// <summary>Blocks of lanes that share an input at that width.</summary>
    static int LargestGroup(VectorWidth width) => width == VectorWidth.Bits512
        ? DotTiles<Lanes512, Vector512<int>>.LargestGroup
        : DotTiles<Lanes256, Vector256<int>>.LargestGroup;

    static IDotKernel Of(DotProgram program, OutputPlan plan) => (32 * program.Lanes) switch
    {
        512 => new DotKernel<Lanes512, Vector512<int>>(program, new(plan)),
        256 => new DotKernel<Lanes256, Vector256<int>>(program, new(plan)),
        _ => new DotKernel<Lanes128, Vector128<int>>(program, new(plan)),
    };
}

/// <summary>A packed depthwise layer, whatever the vector width.</summary>
internal unsafe interface IDepthwiseKernel
{
    /// <summary>Computes one slab of channels of one image.</summary>
    /// <param name="buffer">The slab's paired rows.</param>
    /// <param name="output">Channel 0 of the image's first output.</param>
    /// <param name="end">Up to here stores may spill over what is written later.</param>
    void Run(DepthwiseSlab slab, short* buffer, sbyte* output, sbyte* end);

    static IDepthwiseKernel Of(DepthwiseProgram program, OutputPlan plan) => (32 * program.Lanes) switch
    {
        512 => new DepthwiseKernel<Lanes512, Vector512<int>>(program, new(plan)),
        256 => new DepthwiseKernel<Lanes256, Vector256<int>>(program, new(plan)),
        _ => new DepthwiseKernel<Lanes128, Vector128<int>>(program, new(plan)),
    };
}
