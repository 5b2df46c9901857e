using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.Tensors;
using HilRig.Kernels.Vectorized;

namespace HilRig.Kernels.Convolution;

/// <summary>
/// <see cref="DepthwiseConvS8"/> prepared once for one layer. Equal to the scalar form to the bit. Thread-safe: all state of
/// a run is in the scratch buffer.
/// </summary>
public sealed unsafe class PackedDepthwiseConvS8
{
    private readonly ConvParams _parameters;
    private readonly Dims _output;
    private readonly InterleavedInput _padded;
    private readonly IDotKernel _kernel;

    /// <param name="width">A width this machine supports, not scalar.</param>
    public PackedDepthwiseConvS8(
        DepthwiseConvParams parameters, OutputQuantization quantization, Dims inputDims, Dims filterDims, sbyte[] filter, int[] bias,
        Dims outputDims, Rounding rounding, VectorWidth width)
    {
        (_parameters, _output) = (parameters.Conv, outputDims);
        _padded = new(_parameters, inputDims, filterDims, outputDims, parameters.ChannelMultiplier);
        var program = DepthwiseProgram.Pack(
            _padded, (filterDims.H, filterDims.W), (_parameters.Dilation.H, _parameters.Dilation.W), outputDims.C, width.Lanes(), filter, bias);
        _kernel = IDotKernel.Depthwise(program, new(outputDims.C, quantization, _parameters.OutputOffset, _parameters.Activation, rounding));
    }

    /// <summary>int16 elements of scratch that <see cref="Run"/> needs.</summary>
    public int ScratchElements => _padded.Elements;

    public void Run(ReadOnlySpan<sbyte> input, Span<sbyte> output, Span<short> scratch)
    {
        for (var n = 0; n < _output.N; n++)
        {
            var rows = _padded.Fill(input, n, scratch);
            fixed (short* image = rows)
            fixed (sbyte* pixels = output.Slice(n * _output.H * _output.W * _output.C, _output.H * _output.W * _output.C))
                for (var y = 0; y < _output.H; y++)
                    _kernel.Row(
                        image + y * _parameters.Stride.H * _padded.RowLength, _output.W, _parameters.Stride.W * 2 * _padded.Channels,
                        pixels + y * _output.W * _output.C, _output.C);
        }
    }
}
