using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Convolution;

/// <summary>
/// <c>arm_convolve_s16</c>, which <c>arm_convolve_wrapper_s16</c> always calls: int16 values, int8 weights, no zero points. An int32 bias
/// brings an int32 accumulator, an int64 bias (or none of that kind) one of 64 bits.
/// </summary>
/// <remarks>input [n][h][w][Cin], filter [Cout][kh][kw][Cin], bias [Cout] or empty, output [n][oh][ow][Cout].</remarks>
public static class ConvolveS16
{
    // MAX_COL_COUNT: so many products of int16 and int8 are summed in 32 bits before the C goes on in 64.
    private const int FastColumns = 512;

    public static void Run(
        KernelContext context, ConvParams parameters, OutputQuantization quantization, Dims inputDims, ReadOnlySpan<short> input,
        Dims filterDims, ReadOnlySpan<sbyte> filter, BiasData bias, Dims outputDims, Span<short> output)
    {
        var index = 0;
        foreach (var at in outputDims.Positions())
        {
            var accumulator = Accumulate(context, parameters, inputDims, input, filterDims, filter, bias, outputDims, at);
            output[index++] = bias.IsInt32
                ? (short)parameters.Activation.Clamp(context.Requantize((int)accumulator, quantization[at.O]))
                : context.OutputS16(accumulator, quantization[at.O], parameters.Activation);
        }
    }

    /// <summary>The accumulator of one output element, bias included, before requantization; 32 bits of it with an int32 bias.</summary>
    public static long Accumulate(
        KernelContext context, ConvParams parameters, Dims inputDims, ReadOnlySpan<short> input, Dims filterDims,
        ReadOnlySpan<sbyte> filter, BiasData bias, Dims outputDims, (int N, int Y, int X, int O) at)
    {
        var depth = filterDims.H * filterDims.W * filterDims.C;
        var narrowColumns = bias.IsInt32 || IsUnpaired(context, outputDims, at) ? depth : FastColumns;
        var (narrow, wide) = (0, 0L);
        foreach (var tap in WindowTaps.At(parameters, filterDims, inputDims, at.Y, at.X))
        {
            var pixel = input.Slice(((at.N * inputDims.H + tap.Y) * inputDims.W + tap.X) * inputDims.C, filterDims.C);
            for (var c = 0; c < pixel.Length; c++)
            {
                var column = tap.Kernel * filterDims.C + c;
                var product = pixel[c] * filter[at.O * depth + column];
                if (column < narrowColumns)
                    narrow = context.Wrap32((long)narrow + product);
                else
                    wide += product;
            }
        }
        return bias.IsInt32 ? context.Wrap32(narrow + bias[at.O]) : narrow + wide + bias[at.O];
    }

    // Plain C and DSP take pixels two by two; of an odd number the last one gets a loop of its own, with 32 bits throughout.
    private static bool IsUnpaired(KernelContext context, Dims outputDims, (int N, int Y, int X, int O) at) =>
        context.Path != KernelPath.Mve && outputDims.H * outputDims.W % 2 == 1 && at.Y == outputDims.H - 1 && at.X == outputDims.W - 1;
}
