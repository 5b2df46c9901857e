using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.Tensors;
using HilRig.Kernels.Vectorized;

namespace HilRig.Kernels.Convolution;

/// <summary>
/// <see cref="ConvolveS8"/> prepared once for one layer: weights packed for multiply-add of int16 pairs, the input widened
/// into a zero-padded buffer. Equal to the scalar form to the bit. Thread-safe: all state of a run is in the scratch buffer.
/// </summary>
public sealed unsafe class PackedConvolveS8
{
    private readonly ConvParams _parameters;
    private readonly Dims _output;
    private readonly PaddedInput _padded;
    private readonly IDotKernel[] _groups;
    private readonly int _rows;
    private readonly int _rowPixels;

    /// <param name="width">A width this machine supports, not scalar.</param>
    public PackedConvolveS8(
        ConvParams parameters, OutputQuantization quantization, Dims inputDims, Dims filterDims, sbyte[] filter, int[] bias,
        Dims outputDims, Rounding rounding, VectorWidth width)
    {
        (_parameters, _output) = (parameters, outputDims);
        _padded = new(parameters, inputDims, filterDims, outputDims);
        // Where windows neither overlap rows nor leave gaps (1x1), the image is one long row: no ragged end at every row.
        var isOneRow = parameters.Stride.H == 1 && filterDims.H == 1 && PixelStride * outputDims.W == _padded.RowLength;
        (_rows, _rowPixels) = isOneRow ? (1, outputDims.H * outputDims.W) : (outputDims.H, outputDims.W);
        _groups = new IDotKernel[inputDims.C / filterDims.C];
        var layer = new Layer(quantization, filterDims, filter, bias, filterDims.N / _groups.Length, rounding, width);
        for (var group = 0; group < _groups.Length; group++)
            _groups[group] = Pack(layer, group);
    }

    /// <summary>int16 elements of scratch that <see cref="Run"/> needs.</summary>
    public int ScratchElements => _padded.Elements;

    private int PixelStride => _parameters.Stride.W * _padded.Channels;

    public void Run(ReadOnlySpan<sbyte> input, Span<sbyte> output, Span<short> scratch)
    {
        var outputsPerGroup = _output.C / _groups.Length;
        for (var n = 0; n < _output.N; n++)
        {
            _padded.Fill(input, n, scratch);
            fixed (short* image = scratch)
            fixed (sbyte* pixels = output.Slice(n * _output.H * _output.W * _output.C, _output.H * _output.W * _output.C))
                for (var y = 0; y < _rows; y++)
                    for (var group = 0; group < _groups.Length; group++)
                        _groups[group].Row(
                            image + y * _parameters.Stride.H * _padded.RowLength, _rowPixels, PixelStride,
                            pixels + y * _output.W * _output.C + group * outputsPerGroup, _output.C);
        }
    }

    private IDotKernel Pack(Layer layer, int group)
    {
        var (filterDims, outputs) = (layer.FilterDims, layer.OutputsPerGroup);
        // Without dilation and groups a kernel row is one contiguous run of kw * Cin inputs; otherwise every tap is a run.
        var wholeRows = _groups.Length == 1 && _parameters.Dilation.W == 1;
        var (runsAcross, runLength) = wholeRows ? (1, filterDims.W * filterDims.C) : (filterDims.W, filterDims.C);
        var offsets = new int[filterDims.H * runsAcross];
        for (var run = 0; run < offsets.Length; run++)
        {
            var (ky, kx) = Math.DivRem(run, runsAcross);
            offsets[run] = ky * _parameters.Dilation.H * _padded.RowLength
                + kx * _parameters.Dilation.W * _padded.Channels + group * filterDims.C;
        }
        var first = group * outputs;
        var depth = filterDims.H * filterDims.W * filterDims.C;
        var program = DotProgram.Pack(
            offsets, runLength, outputs, layer.Width.Lanes(), layer.Bias.Length == 0 ? [] : layer.Bias.AsSpan(first, outputs),
            (o, run, k) => layer.Filter[(first + o) * depth + run * runLength + k]);
        return IDotKernel.Dense(
            program,
            new(outputs, layer.Quantization.Slice(first, outputs), _parameters.OutputOffset, _parameters.Activation, layer.Rounding));
    }

    private sealed record Layer(
        OutputQuantization Quantization, Dims FilterDims, sbyte[] Filter, int[] Bias, int OutputsPerGroup, Rounding Rounding,
        VectorWidth Width);
}
