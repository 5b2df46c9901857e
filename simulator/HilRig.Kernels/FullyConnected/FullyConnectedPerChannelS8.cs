using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.FullyConnected;

/// <summary><c>arm_fully_connected_per_channel_s8</c>: <see cref="FullyConnectedS8"/> with a multiplier for each output.</summary>
/// <remarks>input [batches][depth], filter [outputs][depth], bias [outputs] or empty, output [batches][outputs].</remarks>
public static class FullyConnectedPerChannelS8
{
    private const string Name = "arm_fully_connected_per_channel_s8";

    /// <param name="quantization">As many multipliers and shifts as outputs.</param>
    /// <exception cref="KernelStatusException">MVE without scratch, which there holds the sums of the rows of weights.</exception>
    public static void Run(
        KernelContext context, FullyConnectedParams parameters, OutputQuantization quantization, int batches, int depth,
        ReadOnlySpan<sbyte> input, ReadOnlySpan<sbyte> filter, ReadOnlySpan<int> bias, int outputs, Span<sbyte> output)
    {
        FullyConnectedS8.CheckBuffer(Name, context);
        for (var b = 0; b < batches; b++)
            for (var o = 0; o < outputs; o++)
            {
                var accumulator = FullyConnectedS8.Accumulate(context, parameters, depth, input, filter, bias, (b, o));
                var scale = Scale(context.Path, parameters, quantization, o, outputs);
                output[b * outputs + o] = context.OutputS8(accumulator, scale, parameters.OutputOffset, parameters.Activation);
            }
    }

    /// <summary>
    /// The pair that output <paramref name="o"/> is scaled by. With a filter offset MVE takes four outputs at a time, but moves on by one
    /// pair only: outputs 4b .. 4b+3 get pair b, the outputs left over the pairs behind these.
    /// </summary>
    private static QuantizedMultiplier Scale(
        KernelPath path, FullyConnectedParams parameters, OutputQuantization quantization, int o, int outputs)
    {
        if (path != KernelPath.Mve || parameters.FilterOffset == 0)
            return quantization[o];
        var blocks = outputs / 4;
        return quantization[o < 4 * blocks ? o / 4 : blocks + o % 4];
    }
}
