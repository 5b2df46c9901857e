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
    private readonly PairedRows _rows;
    private readonly DepthwiseSlab[] _slabs = [];
    private readonly IDepthwiseKernel? _kernel;
    private readonly PackedConvolveS8? _dense;

    /// <param name="width">A width this machine supports, not scalar.</param>
    public PackedDepthwiseConvS8(
        DepthwiseConvParams parameters, OutputQuantization quantization, Dims inputDims, Dims filterDims, sbyte[] filter, int[] bias,
        Dims outputDims, Rounding rounding, VectorWidth width)
    {
        (_parameters, _output) = (parameters.Conv, outputDims);
        width = width.For(outputDims.C);
        _rows = new(_parameters, inputDims, filterDims, outputDims, parameters.ChannelMultiplier);
        if (inputDims.C == 1)
        {
            // One input channel and many outputs are an ordinary convolution: lanes are outputs there, here they would be copies.
            _dense = new(
                _parameters, quantization, inputDims, new(outputDims.C, filterDims.H, filterDims.W, 1), ByOutput(filter), bias, outputDims,
                rounding, width);
            MayWrap = _dense.MayWrap;
            return;
        }
        // The last slab first: the stores of its ragged block may spill over the outputs of the others.
        _slabs = [.. Slabs(filterDims.W).Reverse()];
        var reach = new Reach[outputDims.C];
        for (var c = 0; c < reach.Length; c++)
            reach[c] = Reach.Of(
                bias.Length == 0 ? 0 : bias[c], Weights(filter, c), sbyte.MinValue + _parameters.InputOffset, sbyte.MaxValue + _parameters.InputOffset);
        var plan = OutputPlan.For(
            new(outputDims.C, quantization, _parameters.OutputOffset, _parameters.Activation, rounding, reach), width.Lanes(),
            c => FoldLimits.Of(Weights(filter, c)));
        MayWrap = plan.MayWrap;
        _kernel = IDepthwiseKernel.Of(DepthwiseProgram.Pack((filterDims.H, filterDims.W), plan, width.Lanes(), filter, bias), plan);
    }

    /// <summary>The packed layer; null where something might wrap: the scalar definition counts that.</summary>
    /// <param name="width">A width this machine supports, not scalar.</param>
    public static PackedDepthwiseConvS8? Of(
        DepthwiseConvParams parameters, OutputQuantization quantization, Dims inputDims, Dims filterDims, sbyte[] filter, int[] bias,
        Dims outputDims, Rounding rounding, VectorWidth width)
    {
        var packed = new PackedDepthwiseConvS8(parameters, quantization, inputDims, filterDims, filter, bias, outputDims, rounding, width);
        return packed.MayWrap ? null : packed;
    }

    /// <summary>int16 elements of scratch that <see cref="Run"/> needs.</summary>
    public int ScratchElements => _dense?.ScratchElements ?? _rows.Elements;

    /// <summary>True where some 32-bit step may wrap for some input; the scalar definition counts wraps, this form does not.</summary>
    public bool MayWrap { get; }

    public void Run(ReadOnlySpan<sbyte> input, Span<sbyte> output, Span<short> scratch)
    {
        if (_dense is not null)
        {
            _dense.Run(input, output, scratch);
            return;
        }
        var image = _output.H * _output.W * _output.C;
        fixed (short* start = scratch[..ScratchElements])
            for (var n = 0; n < _output.N; n++)
                foreach (var slab in _slabs)
                {
                    var buffer = CacheLines.Align<short>(start);
                    _rows.Fill(input, n, slab.FirstChannel, slab.Channels, buffer);
                    fixed (sbyte* target = output.Slice(n * image, image))
                        _kernel!.Run(slab, buffer, target, target + image);
                }
        // The loops take bare pointers into packed memory that this object owns.
        GC.KeepAlive(this);
    }

    private IEnumerable<DepthwiseSlab> Slabs(int columns)
    {
        var rows = Enumerable.Range(0, _output.H).Select(y => _rows.Find(y * _parameters.Stride.H)).ToArray();
        for (var first = 0; first < _output.C; first += PairedRows.SlabChannels)
        {
            var channels = Math.Min(PairedRows.SlabChannels, _output.C - first);
            var pixel = PairedRows.PixelStride(channels);
            yield return new(
                first, channels, rows, _output.W, columns, _parameters.Stride.W * pixel, _parameters.Dilation.W * pixel, _rows.PairLength(channels));
        }
    }

    private sbyte[] ByOutput(sbyte[] filter)
    {
        var taps = filter.Length / _output.C;
        return [.. Enumerable.Range(0, filter.Length).Select(i => filter[i % taps * _output.C + i / taps])];
    }

    private IEnumerable<int> Weights(sbyte[] filter, int channel) =>
        Enumerable.Range(0, filter.Length / _output.C).Select(tap => (int)filter[tap * _output.C + channel]);
}
