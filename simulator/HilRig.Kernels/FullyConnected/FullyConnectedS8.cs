using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.FullyConnected;

/// <summary>
/// <c>arm_fully_connected_s8</c> with one multiplier, <c>arm_fully_connected_per_channel_s8</c> with one per output.
/// This is the readable definition.
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
        ReadOnlySpan<int> bias, (int Batch, int O) at) =>
        Sum(context, parameters, input.Slice(at.Batch * depth, depth), new Int8Weights(filter), at.O * depth, bias.IsEmpty ? 0 : bias[at.O]);

    /// <summary>One row of weights against a vector, from a start value; for any weights.</summary>
    internal static int Sum<TWeights>(
        KernelContext context, FullyConnectedParams parameters, ReadOnlySpan<sbyte> values, TWeights weights, int firstWeight, int start)
        where TWeights : IWeights, allows ref struct
    {
        var accumulator = start;
        for (var k = 0; k < values.Length; k++)
            accumulator = context.Wrap32(
                (long)accumulator + (values[k] + parameters.InputOffset) * (weights[firstWeight + k] + parameters.FilterOffset));
        return accumulator;
    }
}
