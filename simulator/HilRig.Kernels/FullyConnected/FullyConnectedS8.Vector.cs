using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.Tensors;
using HilRig.Kernels.Vectorized;

namespace HilRig.Kernels.FullyConnected;

/// <summary>
/// <see cref="FullyConnectedS8"/> prepared once for one layer: several rows take int16 weights packed for
/// multiply-add, a single row weights kept as bytes. Equal to the scalar form to the bit. Thread-safe: all state of a run is in the scratch buffer.
/// </summary>
public sealed unsafe class PackedFullyConnectedS8
{
    private readonly FullyConnectedParams _parameters;
    private readonly int _batches;
    private readonly int _depth;
    private readonly int _outputs;
    private readonly int[] _rowOffsets;
    private readonly IDotKernel? _rows;
    private readonly IVectorKernel? _row;

    /// <param name="width">A width this machine supports, not scalar.</param>
    public PackedFullyConnectedS8(
        FullyConnectedParams parameters, OutputQuantization quantization, int batches, int depth, sbyte[] filter, int[] bias,
        int outputs, Rounding rounding, VectorWidth width)
    {
        (_parameters, _batches, _depth, _outputs) = (parameters, batches, depth, outputs);
        width = width.For(outputs);
        _rowOffsets = [.. Enumerable.Range(0, batches).Select(row => row * depth)];
        var reach = new Reach[outputs];
        for (var o = 0; o < outputs; o++)
            reach[o] = Reach.Of(
                bias.Length == 0 ? 0 : bias[o], Weights(filter, o), sbyte.MinValue + parameters.InputOffset, sbyte.MaxValue + parameters.InputOffset);
        var layer = new LayerOutput(outputs, quantization, parameters.OutputOffset, parameters.Activation, rounding, reach);
        // Byte weights cannot be folded: a single row shifts its accumulators instead.
        var plan = OutputPlan.For(layer, width.Lanes(), o => batches == 1 ? 31 : FoldLimits.Of(Weights(filter, o)));
        MayWrap = plan.MayWrap;
        if (batches == 1)
            _row = IVectorKernel.Of(VectorProgram.Pack(depth, outputs, width.Lanes(), parameters.FilterOffset, filter, bias), plan);
        else
            _rows = IDotKernel.Of(
                DotProgram.Pack([0], depth, plan, width.Lanes(), IDotKernel.LargestGroup(width), bias, (o, _, k) => filter[o * depth + k] + parameters.FilterOffset), plan);
    }

    /// <summary>The packed layer; null where something might wrap: the scalar definition counts that.</summary>
    /// <param name="width">A width this machine supports, not scalar.</param>
    public static PackedFullyConnectedS8? Of(
        FullyConnectedParams parameters, OutputQuantization quantization, int batches, int depth, sbyte[] filter, int[] bias,
        int outputs, Rounding rounding, VectorWidth width)
    {
        var packed = new PackedFullyConnectedS8(parameters, quantization, batches, depth, filter, bias, outputs, rounding, width);
        return packed.MayWrap ? null : packed;
    }

    /// <summary>int16 elements of scratch that <see cref="Run"/> needs.</summary>
    public int ScratchElements => _batches * _depth + PaddedInput.Slack + PaddedInput.Alignment;

    /// <summary>True where some 32-bit step may wrap for some input; the scalar definition counts wraps, this form does not.</summary>
    public bool MayWrap { get; }

    public void Run(ReadOnlySpan<sbyte> input, Span<sbyte> output, Span<short> scratch)
    {
        fixed (short* start = scratch[..ScratchElements])
        fixed (sbyte* values = input[..(_batches * _depth)])
        fixed (int* offsets = _rowOffsets)
        fixed (sbyte* results = output[..(_batches * _outputs)])
        {
            var widened = CacheLines.Align<short>(start);
            if (_row is not null)
            {
                QuadOrder.Widen(values, _depth, (short)_parameters.InputOffset, widened);
                _row.Run(widened, results);
            }
            else
            {
                Widening16.Run(input[..(_batches * _depth)], (short)_parameters.InputOffset, new(widened, _batches * _depth));
                new Span<short>(widened + _batches * _depth, PaddedInput.Slack).Clear();
                _rows!.Run(widened, offsets, _batches, results, _outputs, results + _batches * _outputs);
            }
        }
        // The loops take bare pointers into packed memory that this object owns.
        GC.KeepAlive(this);
    }

    private IEnumerable<int> Weights(sbyte[] filter, int output) =>
        filter.Skip(output * _depth).Take(_depth).Select(w => w + _parameters.FilterOffset);
}
