using HilRig.Kernels.FixedPoint;
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
    private const string Name = "arm_convolve_s16";

    // MAX_COL_COUNT: so many products of int16 and int8 are summed in 32 bits before the C goes on in 64.
    private const int FastColumns = 512;

    /// <exception cref="KernelStatusException">No scratch.</exception>
    /// <exception cref="KernelContractException">Groups, or the C would leave its buffers or its integer types.</exception>
    public static void Run(
        KernelContext context, ConvParams parameters, OutputQuantization quantization, Dims inputDims, ReadOnlySpan<short> input,
        Dims filterDims, ReadOnlySpan<sbyte> filter, BiasData bias, Dims outputDims, Span<short> output)
    {
        var contract = Check(context, parameters, inputDims, filterDims, outputDims);
        var extra = bias.IsInt32 ? 0 : OverreadColumns(context, filterDims, outputDims);
        var index = 0;
        foreach (var at in outputDims.Positions())
        {
            var accumulator = Accumulate(context, parameters, inputDims, input, filterDims, filter, bias, outputDims, at);
            var (scale, activation) = (quantization[at.O], parameters.Activation);
            if (extra > 0 && at.O == outputDims.C - 1 && !IsUnpaired(context, outputDims, at))
                RequireCertain(contract, context, accumulator, extra, scale, activation);
            output[index++] = bias.IsInt32
                ? (short)activation.Clamp(context.Requantize((int)accumulator, scale))
                : context.OutputS16(accumulator, scale, activation);
        }
    }

    /// <summary>Bytes of scratch: two columns of int16, on MVE four.</summary>
    public static int BufferSize(KernelPath path, Dims inputDims, Dims filterDims)
    {
        var columns = filterDims.H * filterDims.W * inputDims.C;
        return path == KernelPath.Mve ? 8 * Align.Up(columns, 8) : 4 * columns;
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

    private static ConvContract Check(KernelContext context, ConvParams p, Dims input, Dims filter, Dims output)
    {
        var contract = new ConvContract(Name);
        contract.RequireBuffer(context);
        contract.RequireShapes(p.Stride, p.Dilation, input, output, filter.N);
        contract.RequireNoGroups(input, filter);
        contract.RequireColumns(context.Path, filter.H * filter.W * filter.C);
        return contract;
    }

    /// <summary>
    /// Beyond the fast columns DSP takes the odd last channel of a pair of pixels through columns % 4 columns too many: products of
    /// whatever lies behind filter and scratch.
    /// </summary>
    private static int OverreadColumns(KernelContext context, Dims filter, Dims output)
    {
        var columns = filter.H * filter.W * filter.C;
        return context.Path == KernelPath.Dsp && columns > FastColumns && output.C % 2 == 1 ? columns % 4 : 0;
    }

    /// <summary>Foreign products do no harm where the output is clamped whatever they are.</summary>
    private static void RequireCertain(
        ConvContract contract, KernelContext context, long accumulator, int extra, QuantizedMultiplier scale, ActivationRange activation)
    {
        var most = extra * (long)short.MinValue * sbyte.MinValue;
        contract.Require(
            context.OutputS16(accumulator - most, scale, activation) == context.OutputS16(accumulator + most, scale, activation),
            $"DSP takes {extra} columns from behind the filter (int64 bias, more than {FastColumns} columns and no multiple of 4, odd output channels)");
    }
}
