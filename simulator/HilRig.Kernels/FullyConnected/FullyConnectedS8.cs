using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.FullyConnected;

/// <summary>
/// <c>arm_fully_connected_wrapper_s8</c>: <c>arm_fully_connected_s8</c> with one multiplier, <c>arm_fully_connected_per_channel_s8</c>
/// with one per output. This is the readable definition.
/// </summary>
/// <remarks>input [batches][depth], filter [outputs][depth], bias [outputs] or empty, output [batches][outputs].</remarks>
public static class FullyConnectedS8
{
    public static void Run(
        KernelContext context, FullyConnectedParams parameters, OutputQuantization quantization, int batches, int depth,
        ReadOnlySpan<sbyte> input, ReadOnlySpan<sbyte> filter, ReadOnlySpan<int> bias, int outputs, Span<sbyte> output)
    {
        for (var b = 0; b < batches; b++)
            for (var o = 0; o < outputs; o++)
            {
                var accumulator = Accumulate(context, parameters, depth, input, filter, bias, (b, o));
                output[b * outputs + o] = context.OutputS8(accumulator, quantization[o], parameters.OutputOffset, parameters.Activation);
            }
    }

    /// <summary>The accumulator of one output element, bias included, before requantization.</summary>
    public static int Accumulate(
        KernelContext context, FullyConnectedParams parameters, int depth, ReadOnlySpan<sbyte> input, ReadOnlySpan<sbyte> filter,
        ReadOnlySpan<int> bias, (int Batch, int O) at)
    {
        var values = input.Slice(at.Batch * depth, depth);
        var weights = filter.Slice(at.O * depth, depth);
        var accumulator = bias.IsEmpty ? 0 : bias[at.O];
        for (var k = 0; k < depth; k++)
            accumulator = context.Wrap32((long)accumulator + (values[k] + parameters.InputOffset) * (weights[k] + parameters.FilterOffset));
        return accumulator;
    }
}
