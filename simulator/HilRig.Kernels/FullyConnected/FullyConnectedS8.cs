using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.FullyConnected;

/// <summary>
/// <c>arm_fully_connected_s8</c> with one multiplier, and the sums of <see cref="FullyConnectedPerChannelS8"/>. This is the readable definition.
/// </summary>
/// <remarks>input [batches][depth], filter [outputs][depth], bias [outputs] or empty, output [batches][outputs].</remarks>
public static class FullyConnectedS8
{
    private const string Name = "arm_fully_connected_s8";

    /// <param name="quantization">One multiplier for all outputs. With one for each it serves both kernels, but for what MVE makes of them.</param>
    /// <exception cref="KernelStatusException">MVE without scratch, which there holds the sums of the rows of weights.</exception>
    public static void Run(
        KernelContext context, FullyConnectedParams parameters, OutputQuantization quantization, int batches, int depth,
        ReadOnlySpan<sbyte> input, ReadOnlySpan<sbyte> filter, ReadOnlySpan<int> bias, int outputs, Span<sbyte> output)
    {
        CheckBuffer(Name, context);
        for (var b = 0; b < batches; b++)
            for (var o = 0; o < outputs; o++)
            {
                var accumulator = Accumulate(context, parameters, depth, input, filter, bias, (b, o));
                output[b * outputs + o] = context.OutputS8(accumulator, quantization[o], parameters.OutputOffset, parameters.Activation);
            }
    }

    /// <summary>Bytes of scratch: on MVE the sums of the rows of weights, which <see cref="VectorSumS8"/> computes.</summary>
    public static int BufferSize(KernelPath path, int outputs) => path == KernelPath.Mve ? sizeof(int) * outputs : 0;

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

    internal static void CheckBuffer(string kernel, KernelContext context)
    {
        if (context.Path == KernelPath.Mve && !context.HasBuffer)
            throw KernelStatusException.Argument(kernel, "ctx->buf is NULL; on MVE it holds the sums of the rows of weights");
    }
}
