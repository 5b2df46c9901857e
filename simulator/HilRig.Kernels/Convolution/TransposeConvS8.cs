using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Convolution;

/// <summary>
/// <c>arm_transpose_conv_s8</c>, and the result of both ways its wrapper chooses from. Every input pixel (iy, ix) adds its products to
/// the outputs (iy * stride + ky - padding, ix * stride + kx - padding); here each output gathers what falls on it.
/// </summary>
/// <remarks>input [n][h][w][Cin], filter [Cout][kh][kw][Cin], bias [Cout] or empty, output [n][oh][ow][Cout].</remarks>
public static class TransposeConvS8
{
    private const string Name = "arm_transpose_conv_s8";

    /// <exception cref="KernelContractException">No scratch, or an output that the C would not fill or would overrun.</exception>
    public static void Run(
        KernelContext context, TransposeConvParams parameters, OutputQuantization quantization, Dims inputDims, ReadOnlySpan<sbyte> input,
        Dims filterDims, ReadOnlySpan<sbyte> filter, ReadOnlySpan<int> bias, Dims outputDims, Span<sbyte> output)
    {
        Check(context, parameters, inputDims, filterDims, outputDims);
        var index = 0;
        foreach (var at in outputDims.Positions())
        {
            var row = RollingRow(parameters, inputDims, filterDims, at.Y);
            // The C does not add to rows more than one below the output.
            var accumulator = row > outputDims.H
                ? bias.IsEmpty ? 0 : bias[at.O]
                : Accumulate(context, parameters, inputDims, input, filterDims, filter, bias, at with { Y = row });
            output[index++] = context.OutputS8(accumulator, quantization[at.O], parameters.OutputOffset, parameters.Activation);
        }
    }

    /// <summary>
    /// Bytes of scratch as <c>arm_transpose_conv_s8_get_buffer_size</c> gives them. Its row length takes the stride of height where the kernel
    /// takes that of width: with stride.w > max(kw, stride.h) it is too small, see <see cref="NeededBufferSize"/>.
    /// </summary>
    public static int BufferSize(KernelPath path, TransposeConvParams parameters, Dims inputDims, Dims filterDims, Dims outputDims) =>
        TransposeConvWrapperS8.IsReverse(parameters, inputDims)
            ? ConvolveS8.BufferSize(path, inputDims, filterDims)
            : RowsOfSums(parameters, inputDims, filterDims, outputDims, Math.Max(filterDims.W, parameters.Stride.H));

    /// <summary>Bytes of scratch that this kernel really uses.</summary>
    public static int NeededBufferSize(TransposeConvParams parameters, Dims inputDims, Dims filterDims, Dims outputDims) =>
        RowsOfSums(parameters, inputDims, filterDims, outputDims, Math.Max(filterDims.W, parameters.Stride.W));

    /// <summary>The accumulator of one output element, bias included, before requantization.</summary>
    public static int Accumulate(
        KernelContext context, TransposeConvParams parameters, Dims inputDims, ReadOnlySpan<sbyte> input, Dims filterDims,
        ReadOnlySpan<sbyte> filter, ReadOnlySpan<int> bias, (int N, int Y, int X, int O) at)
    {
        var accumulator = bias.IsEmpty ? 0 : bias[at.O];
        // Backwards through the kernel is forwards through the input, the order in which the C adds.
        for (var ky = filterDims.H - 1; ky >= 0; ky--)
            for (var kx = filterDims.W - 1; kx >= 0; kx--)
            {
                if (Source(at.Y + parameters.Padding.H - ky, parameters.Stride.H, inputDims.H) is not { } iy
                    || Source(at.X + parameters.Padding.W - kx, parameters.Stride.W, inputDims.W) is not { } ix)
                    continue;
                var pixel = input.Slice(((at.N * inputDims.H + iy) * inputDims.W + ix) * inputDims.C, inputDims.C);
                var weights = filter.Slice(((at.O * filterDims.H + ky) * filterDims.W + kx) * filterDims.C, filterDims.C);
                for (var c = 0; c < weights.Length; c++)
                    accumulator = context.Wrap32((long)accumulator + (pixel[c] + parameters.InputOffset) * weights[c]);
            }
        return accumulator;
    }

    // The input coordinate whose products begin at this output coordinate; null between strides and outside the input.
    private static int? Source(int begin, int stride, int size) =>
        begin >= 0 && begin % stride == 0 && begin / stride < size ? begin / stride : null;

    /// <summary>
    /// The row whose sums the C writes as row <paramref name="y"/>. It keeps as many rows of sums as the kernel is high and rolls through
    /// them. With more padding than the input has rows times stride nothing was written before the last rows, yet the C skips the rows
    /// that padding should have taken: it is off by the surplus.
    /// </summary>
    private static int RollingRow(TransposeConvParams p, Dims input, Dims filter, int y)
    {
        var surplus = p.Padding.H - input.H * p.Stride.H;
        return surplus <= 0 ? y : (y + surplus) % Math.Max(filter.H, p.Stride.H);
    }

    private static int RowsOfSums(TransposeConvParams p, Dims input, Dims filter, Dims output, int lastPixel) =>
        sizeof(int) * ((input.W - 1) * p.Stride.W + lastPixel) * output.C * Math.Max(filter.H, p.Stride.H);

    private static void Check(KernelContext context, TransposeConvParams p, Dims input, Dims filter, Dims output)
    {
        var contract = new ConvContract(Name);
        contract.Require(context.HasBuffer, "ctx->buf is NULL, and the kernel does not look");
        contract.RequireShapes(p.Stride, input, output, filter.N);
        contract.RequireNoGroups(input, filter);
        // Finished rows are written whatever the output's height; rows still open at the end only where they fall into it.
        var (finished, open) = (Math.Max(0, input.H * p.Stride.H - p.Padding.H), Math.Max(0, filter.H - p.Stride.H));
        var surplus = Math.Max(0, p.Padding.H - input.H * p.Stride.H);
        contract.Require(output.H >= finished, $"{finished} rows are written into an output of {output.H}");
        contract.Require(
            output.H <= finished + Math.Max(0, open - surplus), $"of {output.H} output rows only {finished + Math.Max(0, open - surplus)} are written");
        var columns = (input.W - 1) * p.Stride.W + Math.Max(filter.W, p.Stride.W);
        contract.Require(
            p.Padding.W + output.W <= columns, $"padding {p.Padding.W} and {output.W} output columns reach beyond the {columns} that are summed");
    }
}
