using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Pooling;

/// <summary><c>arm_avgpool_s16</c>: <see cref="AvgpoolS8"/> on int16.</summary>
/// <remarks>input [n][h][w][c], output [n][oh][ow][c]. The DSP build adds with saturation, which shows beyond 65,535 taps.</remarks>
public static class AvgpoolS16
{
    /// <exception cref="KernelStatusException">Argument error: a batch below 1, or a window without a tap in the input.</exception>
    public static void Run(
        KernelContext context, PoolParams parameters, Dims inputDims, ReadOnlySpan<short> input, Dims filterDims, Dims outputDims,
        Span<short> output) =>
        AveragePool.Run(context, "arm_avgpool_s16", parameters, inputDims, input, filterDims, outputDims, output);

    /// <summary><c>arm_avgpool_s16_get_buffer_size</c>, bytes.</summary>
    public static int BufferSize(KernelPath path, int channels) => AveragePool.BufferSize(path, channels);
}
