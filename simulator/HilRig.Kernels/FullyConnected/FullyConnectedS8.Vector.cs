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
    private const int Slack = 64;

    private readonly FullyConnectedParams _parameters;
    private readonly int _batches;
    private readonly int _depth;
    private readonly int _outputs;
    private readonly IDotKernel _kernel;

    /// <param name="width">A width this machine supports, not scalar.</param>
    public PackedFullyConnectedS8(
        FullyConnectedParams parameters, OutputQuantization quantization, int batches, int depth, sbyte[] filter, int[] bias,
        int outputs, Rounding rounding, VectorWidth width)
    {
        (_parameters, _batches, _depth, _outputs) = (parameters, batches, depth, outputs);
        var program = DotProgram.Pack(
            [0], depth, outputs, width.Lanes(), bias, (o, _, k) => filter[o * depth + k] + parameters.FilterOffset);
        _kernel = IDotKernel.Dense(program, new(outputs, quantization, parameters.OutputOffset, parameters.Activation, rounding));
    }

    /// <summary>int16 elements of scratch that <see cref="Run"/> needs.</summary>
    public int ScratchElements => _batches * _depth + Slack;

    public void Run(ReadOnlySpan<sbyte> input, Span<sbyte> output, Span<short> scratch)
    {
        Widening16.Run(input[..(_batches * _depth)], (short)_parameters.InputOffset, scratch);
        scratch.Slice(_batches * _depth, Slack).Clear();
        fixed (short* rows = scratch)
        fixed (sbyte* results = output[..(_batches * _outputs)])
            _kernel.Row(rows, _batches, _depth, results, _outputs);
    }
}
