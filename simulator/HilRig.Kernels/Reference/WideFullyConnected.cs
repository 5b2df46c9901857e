using HilRig.Kernels.FullyConnected;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Reference;

/// <summary>
/// FULLY_CONNECTED on int16 with int8 weights. An int64 bias (or none of that kind) brings a 64-bit accumulator and the reduced
/// multiplier, an int32 bias one of 32 bits and the whole multiplier. TensorFlow Lite Micro: reference/integer_ops/fully_connected.h.
/// </summary>
public static class WideFullyConnected
{
    /// <remarks>input [batches][depth], filter [outputs][depth], bias [outputs] or empty, output [batches][outputs].</remarks>
    public static void Run(
        KernelContext context, FullyConnectedParams parameters, OutputQuantization quantization, int batches, int depth,
        ReadOnlySpan<short> input, ReadOnlySpan<sbyte> filter, BiasData bias, int outputs, Span<short> output)
    {
        for (var b = 0; b < batches; b++)
            for (var o = 0; o < outputs; o++)
            {
                var sum = Sum(parameters, input.Slice(b * depth, depth), filter.Slice(o * depth, depth)) + bias[o];
                output[b * outputs + o] = bias.IsInt32
                    ? (short)parameters.Activation.Clamp(context.Requantize(context.Wrap32(sum), quantization[o]))
                    : context.OutputS16(sum, quantization[o], parameters.Activation);
            }
    }

    private static long Sum(FullyConnectedParams parameters, ReadOnlySpan<short> values, ReadOnlySpan<sbyte> weights)
    {
        var sum = 0L;
        for (var k = 0; k < values.Length; k++)
            sum += (long)values[k] * (weights[k] + parameters.FilterOffset);
        return sum;
    }
}
