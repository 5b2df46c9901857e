using HilRig.Kernels.Convolution;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Reference;

/// <summary>
/// TRANSPOSE_CONV where CMSIS-NN has no kernel: int16 with 64-bit sums, and float32. As <see cref="TransposeConvS8"/>, each output
/// gathers what falls on it. TensorFlow Lite Micro: reference/integer_ops/transpose_conv.h, reference/transpose_conv.h.
/// </summary>
/// <remarks>input [n][h][w][Cin], filter [Cout][kh][kw][Cin], bias [Cout] or empty, output [n][oh][ow][Cout].</remarks>
public static class TransposeConvolution
{
    public static void Run(
        KernelContext context, TransposeConvParams parameters, OutputQuantization quantization, Dims inputDims, ReadOnlySpan<short> input,
        Dims filterDims, ReadOnlySpan<sbyte> filter, ReadOnlySpan<long> bias, Dims outputDims, Span<short> output)
    {
        var index = 0;
        foreach (var at in outputDims.Positions())
        {
            var sum = bias.IsEmpty ? 0 : bias[at.O];
            foreach (var tap in new TransposeTaps(parameters.Stride, parameters.Padding, inputDims, filterDims, at))
                for (var c = 0; c < inputDims.C; c++)
                    sum += input[tap.Input + c] * filter[tap.Filter + c];
            output[index++] = context.OutputS16(sum, quantization[at.O], parameters.Activation);
        }
    }

    public static void Run(
        Tile stride, Tile padding, Float32Range activation, Dims inputDims, ReadOnlySpan<float> input, Dims filterDims,
        ReadOnlySpan<float> filter, ReadOnlySpan<float> bias, Dims outputDims, Span<float> output)
    {
        var index = 0;
        foreach (var at in outputDims.Positions())
        {
            var sum = bias.IsEmpty ? 0f : bias[at.O];
            foreach (var tap in new TransposeTaps(stride, padding, inputDims, filterDims, at))
                sum += DotF32.Dot(input.Slice(tap.Input, inputDims.C), filter.Slice(tap.Filter, inputDims.C));
            output[index++] = activation.Clamp(sum);
        }
    }
}
