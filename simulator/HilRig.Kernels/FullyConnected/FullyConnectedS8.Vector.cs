using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.Tensors;
using HilRig.Kernels.Vectorized;

namespace HilRig.Kernels.FullyConnected;

/// <summary>
/// <see cref="FullyConnectedS8"/> prepared once for one layer: weights with their offset packed for multiply-add of int16
/// pairs. Equal to the scalar form to the bit. Thread-safe: all state of a run is in the scratch buffer.
/// </summary>
public sealed unsafe class PackedFullyConnectedS8
{
    private readonly FullyConnectedParams _parameters;
    private readonly int _batches;
    private readonly int _depth;
    private readonly int _outputs;
    private readonly int[] _rowOffsets;
    private readonly IDotKernel _kernel;

    /// <param name="width">A width this machine supports, not scalar.</param>
    public PackedFullyConnectedS8(
        FullyConnectedParams parameters, OutputQuantization quantization, int batches, int depth, sbyte[] filter, int[] bias,
        int outputs, Rounding rounding, VectorWidth width)
    {
        (_parameters, _batches, _depth, _outputs) = (parameters, batches, depth, outputs);
        _rowOffsets = [.. Enumerable.Range(0, batches).Select(row => row * depth)];
        var reach = new Reach[outputs];
        for (var o = 0; o < outputs; o++)
            reach[o] = Reach.Of(
                bias.Length == 0 ? 0 : bias[o], Weights(filter, o), sbyte.MinValue + parameters.InputOffset, sbyte.MaxValue + parameters.InputOffset);
        var plan = OutputPlan.For(
            new(outputs, quantization, parameters.OutputOffset, parameters.Activation, rounding, reach), width.Lanes(),
            o => FoldLimits.Of(Weights(filter, o)));
        MayWrap = plan.MayWrap;
        _kernel = IDotKernel.Of(
            DotProgram.Pack([0], depth, plan, width.Lanes(), IDotKernel.LargestGroup(width), bias, (o, _, k) => filter[o * depth + k] + parameters.FilterOffset), plan);
    }

    /// <summary>int16 elements of scratch that <see cref="Run"/> needs.</summary>
    public int ScratchElements => _batches * _depth + PaddedInput.Slack;

    /// <summary>True where some 32-bit step may wrap for some input; the scalar definition counts wraps, this form does not.</summary>
    public bool MayWrap { get; }

    public void Run(ReadOnlySpan<sbyte> input, Span<sbyte> output, Span<short> scratch)
    {
        Widening16.Run(input[..(_batches * _depth)], (short)_parameters.InputOffset, scratch);
        scratch.Slice(_batches * _depth, PaddedInput.Slack).Clear();
        fixed (short* rows = scratch)
        fixed (int* offsets = _rowOffsets)
        fixed (sbyte* results = output[..(_batches * _outputs)])
            _kernel.Run(rows, offsets, _batches, results, _outputs, results + _batches * _outputs);
    }

    private IEnumerable<int> Weights(sbyte[] filter, int output) =>
        filter.Skip(output * _depth).Take(_depth).Select(w => w + _parameters.FilterOffset);
}
