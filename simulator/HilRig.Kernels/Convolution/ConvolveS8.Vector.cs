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
    private readonly int[] _pixelOffsets;
    private readonly IWinogradKernel? _winograd;

    /// <param name="width">A width this machine supports, not scalar.</param>
    public PackedConvolveS8(
        ConvParams parameters, OutputQuantization quantization, Dims inputDims, Dims filterDims, sbyte[] filter, int[] bias,
        Dims outputDims, Rounding rounding, VectorWidth width)
    {
        (_parameters, _output) = (parameters, outputDims);
        width = width.For(filterDims.N / (inputDims.C / filterDims.C));
        _padded = new(parameters, inputDims, filterDims, outputDims);
        _pixelOffsets = PixelOffsets();
        _groups = new IDotKernel[inputDims.C / filterDims.C];
        var layer = new Layer(quantization, filterDims, filter, bias, filterDims.N / _groups.Length, rounding, width);
        var plan = Plan(layer, 0);
        if (WinogradProgram.Suits(parameters, inputDims, filterDims, outputDims, plan, width.Lanes()))
        {
            // Whole tiles: windows beyond the output see zeros.
            _padded = new(parameters, inputDims, filterDims, outputDims with { H = UpToTile(outputDims.H), W = UpToTile(outputDims.W) });
            _winograd = IWinogradKernel.Of(
                WinogradProgram.Pack(filterDims, plan, width.Lanes(), IDotKernel.LargestGroup(width), filter, bias), plan, width);
            MayWrap = plan.MayWrap;
            return;
        }
        for (var group = 0; group < _groups.Length; group++)
            _groups[group] = Pack(layer, group);
    }

    /// <summary>The packed layer; null where something might wrap: the scalar definition counts that.</summary>
    /// <param name="width">A width this machine supports, not scalar.</param>
    public static PackedConvolveS8? Of(
        ConvParams parameters, OutputQuantization quantization, Dims inputDims, Dims filterDims, sbyte[] filter, int[] bias,
        Dims outputDims, Rounding rounding, VectorWidth width)
    {
        var packed = new PackedConvolveS8(parameters, quantization, inputDims, filterDims, filter, bias, outputDims, rounding, width);
        return packed.MayWrap ? null : packed;
    }

    /// <summary>int16 elements of scratch that <see cref="Run"/> needs.</summary>
    public int ScratchElements => _padded.Elements + (_winograd?.ScratchElements ?? 0) + PaddedInput.Alignment;

    /// <summary>True where some 32-bit step may wrap for some input; the scalar definition counts wraps, this form does not.</summary>
    public bool MayWrap { get; private set; }

    public void Run(ReadOnlySpan<sbyte> input, Span<sbyte> output, Span<short> scratch)
    {
        var outputsPerGroup = _output.C / _groups.Length;
        var pixels = _output.H * _output.W;
        fixed (int* offsets = _pixelOffsets)
        fixed (short* start = scratch[..ScratchElements])
            for (var n = 0; n < _output.N; n++)
            {
                var image = CacheLines.Align<short>(start);
                _padded.Fill(input, n, new(image, _padded.Elements - PaddedInput.Alignment));
                fixed (sbyte* target = output.Slice(n * pixels * _output.C, pixels * _output.C))
                    if (_winograd is not null)
                        _winograd.Run(
                            new(_output.H, _output.W, _padded.RowLength), image, target, CacheLines.Align<short>(image + _padded.Elements));
                    else
                        for (var group = 0; group < _groups.Length; group++)
                        _groups[group].Run(
                            image, offsets, pixels, target + group * outputsPerGroup, _output.C,
                            _groups.Length == 1 ? target + pixels * _output.C : target);
            }
        // The loops take bare pointers into packed memory that this object owns.
        GC.KeepAlive(this);
    }

    private int[] PixelOffsets()
    {
        var offsets = GC.AllocateUninitializedArray<int>(_output.H * _output.W, pinned: true);
        for (var y = 0; y < _output.H; y++)
            for (var x = 0; x < _output.W; x++)
                offsets[y * _output.W + x] = y * _parameters.Stride.H * _padded.RowLength + x * _parameters.Stride.W * _padded.Channels;
        return offsets;
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
        var (first, depth, plan) = (group * outputs, layer.Depth, Plan(layer, group));
        MayWrap |= plan.MayWrap;
        return IDotKernel.Of(
            DotProgram.Pack(
                offsets, runLength, plan, layer.Width.Lanes(), IDotKernel.LargestGroup(layer.Width),
                layer.Bias.Length == 0 ? [] : layer.Bias.AsSpan(first, outputs),
                (o, run, k) => layer.Filter[(first + o) * depth + run * runLength + k]),
            plan);
    }

    private static int UpToTile(int size) => (size + WinogradProgram.Tile - 1) / WinogradProgram.Tile * WinogradProgram.Tile;

    private OutputPlan Plan(Layer layer, int group)
    {
        var outputs = layer.OutputsPerGroup;
        var (first, depth) = (group * outputs, layer.Depth);
        var bias = layer.Bias.Length == 0 ? new int[outputs] : layer.Bias[first..(first + outputs)];
        var reach = new Reach[outputs];
        for (var o = 0; o < outputs; o++)
            reach[o] = Reach.Of(bias[o], Weights(layer, first + o, depth), sbyte.MinValue + _parameters.InputOffset, sbyte.MaxValue + _parameters.InputOffset);
        return OutputPlan.For(
            new(outputs, layer.Quantization.Slice(first, outputs), _parameters.OutputOffset, _parameters.Activation, layer.Rounding, reach),
            layer.Width.Lanes(), o => FoldLimits.Of(Weights(layer, first + o, depth)));
    }

    private static IEnumerable<int> Weights(Layer layer, int output, int depth) =>
        layer.Filter.Skip(output * depth).Take(depth).Select(w => (int)w);

    private sealed record Layer(
        OutputQuantization Quantization, Dims FilterDims, sbyte[] Filter, int[] Bias, int OutputsPerGroup, Rounding Rounding,
        VectorWidth Width)
    {
        /// <summary>Weights of one output.</summary>
        public int Depth => FilterDims.H * FilterDims.W * FilterDims.C;
    }
}
