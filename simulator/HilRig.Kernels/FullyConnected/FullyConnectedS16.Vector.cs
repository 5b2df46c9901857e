using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;
using HilRig.Kernels.Vectorized;

namespace HilRig.Kernels.FullyConnected;

/// <summary>
/// <see cref="FullyConnectedS16"/> (and the reference's, with a weight zero point or an int32 bias) prepared once for one layer, with
/// accumulators of 32 bits. Equal to the scalar form to the bit; thread-safe.
/// </summary>
public sealed unsafe class PackedFullyConnectedS16
{
    private readonly IWideDotKernel _rows;
    private readonly AlignedArray<int> _rowOffsets;
    private readonly int _depth;
    private readonly int _outputs;

    private PackedFullyConnectedS16(IWideDotKernel rows, int batches, int depth, int outputs)
    {
        (_rows, _depth, _outputs) = (rows, depth, outputs);
        _rowOffsets = new([.. Enumerable.Range(0, batches).Select(row => row * depth)]);
    }

    /// <summary>int16 elements of scratch that <see cref="Run"/> needs.</summary>
    public int ScratchElements => _rowOffsets.Length * _depth + PaddedInput.Slack;

    /// <summary>
    /// The packed layer; null where some accumulator might leave 32 bits or some result be cut: the scalar definition counts that.
    /// </summary>
    /// <param name="bias">Its type picks accumulator and multiplier.</param>
    /// <param name="width">A width this machine supports, not scalar.</param>
    public static PackedFullyConnectedS16? Of(
        FullyConnectedParams parameters, OutputQuantization quantization, int batches, int depth, sbyte[] filter, BiasData bias, int outputs,
        Rounding rounding, VectorWidth width)
    {
        var magnitudes = new long[outputs];
        for (var o = 0; o < outputs; o++)
            magnitudes[o] = WidePlan.Magnitude(bias[o], filter.Skip(o * depth).Take(depth).Select(w => w + parameters.FilterOffset));
        if (WidePlan.For(outputs, quantization, bias.IsInt32, rounding, parameters.Activation, o => magnitudes[o]) is not { } plan)
            return null;
        var program = DotProgram.Pack(
            [0], depth, outputs, width.Lanes(), IDotKernel.LargestGroup(width), (o, _, k) => filter[o * depth + k] + parameters.FilterOffset);
        for (var o = 0; o < outputs; o++)
            program.Bias[o] = (int)bias[o];
        return new(IWideDotKernel.Of(program, plan), batches, depth, outputs);
    }

    /// <remarks>
    /// The input is copied, because the loops read a pair where an odd depth has but one element left; it is a small part of the weights' traffic.
    /// </remarks>
    public void Run(ReadOnlySpan<short> input, Span<short> output, Span<short> scratch)
    {
        input[..(_rowOffsets.Length * _depth)].CopyTo(scratch);
        scratch.Slice(_rowOffsets.Length * _depth, PaddedInput.Slack).Clear();
        fixed (short* x = scratch[..ScratchElements])
        fixed (short* y = output)
            _rows.Run(x, _rowOffsets.Pointer, _rowOffsets.Length, y, _outputs);
        GC.KeepAlive(this);
    }
}
