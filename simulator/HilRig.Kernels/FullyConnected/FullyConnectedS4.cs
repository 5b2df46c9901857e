using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.NNSupport;

namespace HilRig.Kernels.FullyConnected;

/// <summary><c>arm_fully_connected_s4</c>: <see cref="FullyConnectedS8"/> with int4 weights and one multiplier. It ignores the filter's offset.</summary>
/// <remarks>
/// input [batches][depth], filter [outputs][depth] as nibbles (low one first, rows not byte-aligned), bias [outputs] or empty,
/// output [batches][outputs].
/// </remarks>
public static class FullyConnectedS4
{
    public static void Run(
        KernelContext context, FullyConnectedParams parameters, QuantizedMultiplier quantization, int batches, int depth,
        ReadOnlySpan<sbyte> input, ReadOnlySpan<byte> filter, ReadOnlySpan<int> bias, int outputs, Span<sbyte> output)
    {
        for (var b = 0; b < batches; b++)
            for (var o = 0; o < outputs; o++)
            {
                var accumulator = Accumulate(context, parameters, depth, input, filter, bias, (b, o));
                output[b * outputs + o] = context.OutputS8(accumulator, quantization, parameters.OutputOffset, parameters.Activation);
            }
    }

    /// <summary>The accumulator of one output element, bias included, before requantization.</summary>
    public static int Accumulate(
        KernelContext context, FullyConnectedParams parameters, int depth, ReadOnlySpan<sbyte> input, ReadOnlySpan<byte> filter,
        ReadOnlySpan<int> bias, (int Batch, int O) at)
    {
        var values = input.Slice(at.Batch * depth, depth);
        var accumulator = bias.IsEmpty ? 0 : bias[at.O];
        var weights = new Int4Weights(filter);
        for (var k = 0; k < values.Length; k++)
            accumulator = context.Wrap32((long)accumulator + (values[k] + parameters.InputOffset) * weights[at.O * depth + k]);
        return accumulator;
    }
}
