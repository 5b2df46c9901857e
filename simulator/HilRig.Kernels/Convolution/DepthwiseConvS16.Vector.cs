using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;
using HilRig.Kernels.Vectorized;

namespace HilRig.Kernels.Convolution;

/// <summary>
/// <see cref="DepthwiseConvS16"/> prepared once for one layer, with accumulators of 32 bits. Equal to the scalar form to the bit.
/// Thread-safe: all state of a run is in the scratch buffer.
/// </summary>
public sealed unsafe class PackedDepthwiseConvS16
{
    private readonly Dims _output;
    private readonly PaddedWords _padded;
    private readonly AlignedArray<int> _windows;
    private readonly IWideDepthwiseKernel _kernel;

    private PackedDepthwiseConvS16(Dims output, PaddedWords padded, IWideDepthwiseKernel kernel) =>
        (_output, _padded, _windows, _kernel) = (output, padded, padded.Windows(), kernel);

    /// <summary>int16 elements of scratch that <see cref="Run"/> needs.</summary>
    public int ScratchElements => _padded.Elements;

    /// <summary>
    /// The packed layer; null where some accumulator might leave 32 bits or some result be cut: the scalar definition counts that.
    /// </summary>
    /// <param name="width">A width this machine supports, not scalar.</param>
    public static PackedDepthwiseConvS16? Of(
        DepthwiseConvParams parameters, OutputQuantization quantization, Dims inputDims, Dims filterDims, sbyte[] filter, BiasData bias,
        Dims outputDims, Rounding rounding, VectorWidth width)
    {
        var (channels, taps) = (outputDims.C, filterDims.H * filterDims.W);
        var magnitudes = new long[channels];
        for (var c = 0; c < channels; c++)
        {
            var channel = c;
            magnitudes[c] = WidePlan.Magnitude(bias[c], Enumerable.Range(0, taps).Select(tap => (int)filter[tap * channels + channel]));
        }
        if (WidePlan.For(channels, quantization, bias.IsInt32, rounding, parameters.Conv.Activation, c => magnitudes[c]) is not { } plan)
            return null;
        var padded = new PaddedWords(parameters.Conv, inputDims, filterDims, outputDims, parameters.ChannelMultiplier);
        var (lanes, blocks) = (width.Lanes(), (channels + width.Lanes() - 1) / width.Lanes());
        var program = new WideDepthwiseProgram(TapOffsets(parameters.Conv, padded, filterDims), new(blocks * taps * lanes), new(blocks * lanes));
        for (var c = 0; c < channels; c++)
        {
            program.Bias[c] = (int)bias[c];
            for (var tap = 0; tap < taps; tap++)
                program.Weights[(c / lanes * taps + tap) * lanes + c % lanes] = filter[tap * channels + c];
        }
        return new(outputDims, padded, IWideDepthwiseKernel.Of(program, plan, width));
    }

    public void Run(ReadOnlySpan<short> input, Span<short> output, Span<short> scratch)
    {
        var pixels = _output.H * _output.W;
        fixed (short* image = scratch[..ScratchElements])
            for (var n = 0; n < _output.N; n++)
            {
                _padded.Fill(input, n, scratch);
                fixed (short* target = output.Slice(n * pixels * _output.C, pixels * _output.C))
                    _kernel.Run(image, _windows.Pointer, pixels, target, _output.C);
            }
        // The loops take bare pointers into packed memory that this object owns.
        GC.KeepAlive(this);
    }

    private static AlignedArray<int> TapOffsets(ConvParams parameters, PaddedWords padded, Dims filter) => new(
        [.. Enumerable.Range(0, filter.H * filter.W).Select(tap =>
            tap / filter.W * parameters.Dilation.H * padded.RowLength + tap % filter.W * parameters.Dilation.W * padded.Channels)]);
}
