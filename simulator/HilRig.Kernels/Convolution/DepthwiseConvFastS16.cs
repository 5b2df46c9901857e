using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Convolution;

/// <summary>
/// <c>arm_depthwise_conv_fast_s16</c>: one small filter per channel, summed in 32 bits, which fewer than 512 taps cannot overflow. Plain C
/// calls <see cref="DepthwiseConvS16"/>.
/// </summary>
public static class DepthwiseConvFastS16
{
    private const string Name = "arm_depthwise_conv_fast_s16";
    private const int TapLimit = 512;

    /// <exception cref="KernelStatusException">A channel multiplier, 512 taps or more, or no scratch on DSP and MVE.</exception>
    /// <exception cref="KernelContractException">Shapes do not agree, or dilation on DSP and MVE.</exception>
    public static void Run(
        KernelContext context, DepthwiseConvParams parameters, OutputQuantization quantization, Dims inputDims,
        ReadOnlySpan<short> input, Dims filterDims, ReadOnlySpan<sbyte> filter, ReadOnlySpan<long> bias, Dims outputDims, Span<short> output)
    {
        DepthwiseContract.CheckChannels(Name, inputDims, outputDims);
        if (filterDims.H * filterDims.W >= TapLimit)
            throw KernelStatusException.Argument(Name, $"a filter of {filterDims.H}x{filterDims.W} must have fewer than {TapLimit} taps");
        new ConvContract(Name).RequireBuffer(context, BufferSize(context.Path, inputDims, filterDims) > 0);
        if (context.Path == KernelPath.C)
        {
            DepthwiseConvS16.Run(context, parameters, quantization, inputDims, input, filterDims, filter, bias, outputDims, output);
            return;
        }
        DepthwiseContract.Check(Name, parameters, inputDims, filterDims, outputDims);
        DepthwiseContract.CheckDilation(Name, parameters);
        DepthwiseConvS16.Compute(context, parameters, quantization, inputDims, input, filterDims, filter, bias, outputDims, output);
    }

    /// <summary>Bytes of scratch: none, on DSP one window of int16, on MVE four and what its last load reads beyond them.</summary>
    public static int BufferSize(KernelPath path, Dims inputDims, Dims filterDims)
    {
        var window = 2 * inputDims.C * filterDims.H * filterDims.W;
        return path switch { KernelPath.Dsp => window, KernelPath.Mve => 4 * window + 8, _ => 0 };
    }

    /// <summary>True where the wrapper takes this kernel.</summary>
    internal static bool Serves(DepthwiseConvParams p, Dims filter) =>
        p.ChannelMultiplier == 1 && p.Conv.Dilation == new Tile(1, 1) && filter.H * filter.W < TapLimit;
}
