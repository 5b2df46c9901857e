using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;
using HilRig.Kernels.Vectorized;

namespace HilRig.Kernels.Convolution;

/// <summary>
/// <see cref="ConvolveS16"/> (and the reference's convolution with groups) prepared once for one layer: weights packed for multiply-add of
/// int16 pairs, accumulators of 32 bits. Equal to the scalar form to the bit. Thread-safe: all state of a run is in the scratch buffer.
/// </summary>
public sealed unsafe class PackedConvolveS16
{
    private readonly ConvParams _parameters;
    private readonly Dims _filter;
    private readonly Dims _output;
    private readonly PaddedWords _padded;
    private readonly IWideDotKernel[] _groups;
    private readonly AlignedArray<int> _windows;

    private PackedConvolveS16(ConvParams parameters, Dims inputDims, Dims filterDims, Dims outputDims)
    {
        (_parameters, _filter, _output) = (parameters, filterDims, outputDims);
        _padded = new(parameters, inputDims, filterDims, outputDims);
        _groups = new IWideDotKernel[inputDims.C / filterDims.C];
        _windows = _padded.Windows();
    }

    /// <summary>int16 elements of scratch that <see cref="Run"/> needs.</summary>
    public int ScratchElements => _padded.Elements;

    /// <summary>
    /// The packed layer; null where some accumulator might leave 32 bits or some result be cut: the scalar definition counts that.
    /// </summary>
    /// <param name="bias">Its type picks accumulator and multiplier.</param>
    /// <param name="width">A width this machine supports, not scalar.</param>
    public static PackedConvolveS16? Of(
        ConvParams parameters, OutputQuantization quantization, Dims inputDims, Dims filterDims, sbyte[] filter, BiasData bias,
        Dims outputDims, Rounding rounding, VectorWidth width)
    {
        var depth = filterDims.H * filterDims.W * filterDims.C;
        var magnitudes = new long[filterDims.N];
        for (var o = 0; o < magnitudes.Length; o++)
            magnitudes[o] = WidePlan.Magnitude(bias[o], filter.Skip(o * depth).Take(depth).Select(w => (int)w));
        var packed = new PackedConvolveS16(parameters, inputDims, filterDims, outputDims);
        var outputs = filterDims.N / packed._groups.Length;
        for (var group = 0; group < packed._groups.Length; group++)
        {
            var first = group * outputs;
            if (WidePlan.For(outputs, quantization.Slice(first, outputs), bias.IsInt32, rounding, parameters.Activation, o => magnitudes[first + o]) is not { } plan)
                return null;
            var program = packed.Program(group, filter, width);
            for (var o = 0; o < outputs; o++)
                program.Bias[o] = (int)bias[first + o];
            packed._groups[group] = IWideDotKernel.Of(program, plan);
        }
        return packed;
    }

    public void Run(ReadOnlySpan<short> input, Span<short> output, Span<short> scratch)
    {
        var (pixels, outputs) = (_output.H * _output.W, _output.C / _groups.Length);
        fixed (short* image = scratch[..ScratchElements])
            for (var n = 0; n < _output.N; n++)
            {
                _padded.Fill(input, n, scratch);
                fixed (short* target = output.Slice(n * pixels * _output.C, pixels * _output.C))
                    for (var group = 0; group < _groups.Length; group++)
                        _groups[group].Run(image, _windows.Pointer, pixels, target + group * outputs, _output.C);
            }
        // The loops take bare pointers into packed memory that this object owns.
        GC.KeepAlive(this);
    }

    // Without dilation and groups a kernel row is one contiguous run of kw * Cin inputs; otherwise every tap is a run.
    private DotProgram Program(int group, sbyte[] filter, VectorWidth width)
    {
        var wholeRows = _groups.Length == 1 && _parameters.Dilation.W == 1;
        var (across, length) = wholeRows ? (1, _filter.W * _filter.C) : (_filter.W, _filter.C);
        var offsets = Enumerable.Range(0, _filter.H * across).Select(run =>
            run / across * _parameters.Dilation.H * _padded.RowLength + run % across * _parameters.Dilation.W * _padded.Channels + group * _filter.C);
        var (outputs, depth) = (_filter.N / _groups.Length, _filter.H * _filter.W * _filter.C);
        return DotProgram.Pack(
            [.. offsets], length, outputs, width.Lanes(), IDotKernel.LargestGroup(width),
            (o, run, k) => filter[(group * outputs + o) * depth + run * length + k]);
    }
}
