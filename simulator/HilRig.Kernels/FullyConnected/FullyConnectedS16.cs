using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.NNSupport;

namespace HilRig.Kernels.FullyConnected;

/// <summary>
/// <c>arm_fully_connected_s16</c>: int16 values, int8 weights, a 64-bit accumulator, one multiplier. It ignores all three offsets.
/// </summary>
/// <remarks>input [batches][depth], filter [outputs][depth], bias [outputs] or empty, output [batches][outputs].</remarks>
public static class FullyConnectedS16
{
    // MAX_COL_COUNT.
    private const int FastColumns = 512;

    public static void Run(
        KernelContext context, FullyConnectedParams parameters, QuantizedMultiplier quantization, int batches, int depth,
        ReadOnlySpan<short> input, ReadOnlySpan<sbyte> filter, ReadOnlySpan<long> bias, int outputs, Span<short> output)
    {
        for (var b = 0; b < batches; b++)
            for (var o = 0; o < outputs; o++)
            {
                var accumulator = Accumulate(context, depth, input, filter, bias, (b, o));
                output[b * outputs + o] = context.OutputS16(accumulator, quantization, parameters.Activation);
            }
    }

    /// <summary>The accumulator of one output element, bias included, before requantization.</summary>
    public static long Accumulate(
        KernelContext context, int depth, ReadOnlySpan<short> input, ReadOnlySpan<sbyte> filter, ReadOnlySpan<long> bias, (int Batch, int O) at)
    {
        var values = input.Slice(at.Batch * depth, depth);
        var weights = filter.Slice(at.O * depth, depth);
        // DSP and MVE sum the first columns in 32 bits. Only when all of them are -32768 * -128 does that wrap, to -2^31.
        var narrowColumns = context.Path == KernelPath.C ? 0 : FastColumns;
        var (narrow, wide) = (0, bias.IsEmpty ? 0 : bias[at.O]);
        for (var k = 0; k < values.Length; k++)
        {
            var product = values[k] * weights[k];
            if (k < narrowColumns)
                narrow = context.Wrap32((long)narrow + product);
            else
                wide += product;
        }
        return narrow + wide;
    }
}
