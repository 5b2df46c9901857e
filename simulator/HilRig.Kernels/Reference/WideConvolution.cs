using HilRig.Kernels.Convolution;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Reference;

/// <summary>
/// CONV_2D on int16 with int8 weights. An int64 bias (or none of that kind) brings a 64-bit accumulator and the reduced multiplier, an
/// int32 bias one of 32 bits and the whole multiplier. Unlike <see cref="ConvolveS16"/> it knows groups, and no pixel is summed in
/// fewer bits than another. TensorFlow Lite Micro: reference/integer_ops/conv.h.
/// </summary>
/// <remarks>
/// input [n][h][w][Cin], filter [Cout][kh][kw][Cin/groups], bias [Cout] or empty, output [n][oh][ow][Cout]. Output channel o belongs
/// to group o / (Cout/groups).
/// </remarks>
public static class WideConvolution
{
    public static void Run(
        KernelContext context, ConvParams parameters, OutputQuantization quantization, Dims inputDims, ReadOnlySpan<short> input,
        Dims filterDims, ReadOnlySpan<sbyte> filter, BiasData bias, Dims outputDims, Span<short> output)
    {
        var index = 0;
        foreach (var at in outputDims.Positions())
        {
            var sum = Sum(parameters, inputDims, input, filterDims, filter, at) + bias[at.O];
            output[index++] = bias.IsInt32
                ? (short)parameters.Activation.Clamp(context.Requantize(context.Wrap32(sum), quantization[at.O]))
                : context.OutputS16(sum, quantization[at.O], parameters.Activation);
        }
    }

    private static long Sum(
        ConvParams parameters, Dims inputDims, ReadOnlySpan<short> input, Dims filterDims, ReadOnlySpan<sbyte> filter,
        (int N, int Y, int X, int O) at)
    {
        var depth = filterDims.H * filterDims.W * filterDims.C;
        var firstChannel = at.O / (filterDims.N / (inputDims.C / filterDims.C)) * filterDims.C;
        var sum = 0L;
        foreach (var tap in WindowTaps.At(parameters, filterDims, inputDims, at.Y, at.X))
        {
            var pixel = input.Slice(((at.N * inputDims.H + tap.Y) * inputDims.W + tap.X) * inputDims.C + firstChannel, filterDims.C);
            var weights = filter.Slice(at.O * depth + tap.Kernel * filterDims.C, filterDims.C);
            for (var c = 0; c < pixel.Length; c++)
                sum += pixel[c] * weights[c];
        }
        return sum;
    }
}
