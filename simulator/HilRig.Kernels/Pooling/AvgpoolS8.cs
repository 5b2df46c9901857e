using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Pooling;

/// <summary><c>arm_avgpool_s8</c>: mean of the taps inside the input, rounded half away from zero, then clamped.</summary>
/// <remarks>input [n][h][w][c], output [n][oh][ow][c]; input and output share scale and zero point.</remarks>
public static class AvgpoolS8
{
    /// <exception cref="KernelStatusException">Argument error: a batch below 1, or a window without a tap in the input.</exception>
    public static void Run(
        KernelContext context, PoolParams parameters, Dims inputDims, ReadOnlySpan<sbyte> input, Dims filterDims, Dims outputDims,
        Span<sbyte> output) =>
        AveragePool.Run(context, "arm_avgpool_s8", parameters, inputDims, input, filterDims, outputDims, output);

    /// <summary><c>arm_avgpool_s8_get_buffer_size</c>, bytes.</summary>
    public static int BufferSize(KernelPath path, int channels) => AveragePool.BufferSize(path, channels);
}
