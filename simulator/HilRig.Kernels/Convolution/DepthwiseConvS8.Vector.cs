using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.Tensors;
using HilRig.Kernels.Vectorized;

namespace HilRig.Kernels.Convolution;

/// <summary>
/// <see cref="DepthwiseConvS8"/> prepared once for one layer. Equal to the scalar form to the bit. Thread-safe: all state of
/// a run is in the scratch buffer.
/// </summary>
public sealed class PackedDepthwiseConvS8
{
    private readonly ConvParams _parameters;
    private readonly Dims _output;
    private readonly PaddedInput _padded;
    private readonly IDotKernel _kernel;

    /// <param name="width">A width this machine supports, not scalar.</param>
    public PackedDepthwiseConvS8(
        DepthwiseConvParams parameters, OutputQuantization quantization, Dims inputDims, Dims filterDims, sbyte[] filter, int[] bias,
        Dims outputDims, Rounding rounding, VectorWidth width)
    {
        (_parameters, _output) = (parameters.Conv, outputDims);
        _padded = new(_parameters, inputDims, filterDims, outputDims, parameters.ChannelMultiplier);
        var layer = new LayerOutput(outputDims.C, quantization, _parameters.OutputOffset, _parameters.Activation, rounding);
        _kernel = IDotKernel.Depthwise(Taps(filterDims), filter, bias, layer, width);
    }

    /// <summary>int16 elements of scratch that <see cref="Run"/> needs.</summary>
    public int ScratchElements => _padded.Elements;

    public void Run(ReadOnlySpan<sbyte> input, Span<sbyte> output, Span<short> scratch)
    {
        for (var n = 0; n < _output.N; n++)
        {
            _padded.Fill(input, n, scratch);
            for (var y = 0; y < _output.H; y++)
            {
                var row = output.Slice((n * _output.H + y) * _output.W * _output.C, _output.W * _output.C);
                ref var pixels = ref scratch[y * _parameters.Stride.H * _padded.RowLength];
                _kernel.Row(ref pixels, _output.W, _parameters.Stride.W * _padded.Channels, row, _output.C);
            }
        }
    }

    private int[] Taps(Dims filter)
    {
        var taps = new int[filter.H * filter.W];
        for (var tap = 0; tap < taps.Length; tap++)
        {
            var (ky, kx) = Math.DivRem(tap, filter.W);
            taps[tap] = ky * _parameters.Dilation.H * _padded.RowLength + kx * _parameters.Dilation.W * _padded.Channels;
        }
        return taps;
    }
}
