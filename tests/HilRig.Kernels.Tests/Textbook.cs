using HilRig.Kernels.Convolution;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Tests;

/// <summary>Convolutions as a textbook has them: a padded image of real values, 64-bit sums, one multiplication a line.</summary>
internal static class Textbook
{
    /// <summary>Accumulators of a grouped and dilated convolution, [n][oh][ow][Cout].</summary>
    public static long[] Convolve(ConvParams p, Dims input, sbyte[] x, Dims filter, sbyte[] w, int[] bias, Dims output)
    {
        var image = new PaddedImage(input, p.Padding, (n, y, c, ch) => x[((n * input.H + y) * input.W + c) * input.C + ch] + p.InputOffset);
        var perGroup = output.C / (input.C / filter.C);
        return Each(output, (n, y, c, o) =>
        {
            long sum = bias.Length == 0 ? 0 : bias[o];
            for (var ky = 0; ky < filter.H; ky++)
                for (var kx = 0; kx < filter.W; kx++)
                    for (var k = 0; k < filter.C; k++)
                        sum += image[n, y * p.Stride.H + ky * p.Dilation.H, c * p.Stride.W + kx * p.Dilation.W, o / perGroup * filter.C + k]
                            * w[((o * filter.H + ky) * filter.W + kx) * filter.C + k];
            return sum;
        });
    }

    /// <summary>Accumulators of a depthwise convolution, [n][oh][ow][Cout].</summary>
    public static long[] Depthwise(DepthwiseConvParams p, Dims input, sbyte[] x, Dims filter, sbyte[] w, int[] bias, Dims output)
    {
        var conv = p.Conv;
        var image = new PaddedImage(input, conv.Padding, (n, y, c, ch) => x[((n * input.H + y) * input.W + c) * input.C + ch] + conv.InputOffset);
        return Each(output, (n, y, c, o) =>
        {
            long sum = bias.Length == 0 ? 0 : bias[o];
            for (var ky = 0; ky < filter.H; ky++)
                for (var kx = 0; kx < filter.W; kx++)
                    sum += image[n, y * conv.Stride.H + ky * conv.Dilation.H, c * conv.Stride.W + kx * conv.Dilation.W, o / p.ChannelMultiplier]
                        * w[(ky * filter.W + kx) * filter.C + o];
            return sum;
        });
    }

    /// <summary>Accumulators of a transpose convolution, [n][oh][ow][Cout], scattered from the input.</summary>
    public static long[] Scatter(TransposeConvParams p, Dims input, sbyte[] x, Dims filter, sbyte[] w, int[] bias, Dims output)
    {
        var sums = Each(output, (_, _, _, o) => bias.Length == 0 ? 0 : bias[o]);
        Each(input with { C = 1 }, (n, y, c, _) =>
        {
            Each(filter, (o, ky, kx, k) =>
            {
                var (oy, ox) = (y * p.Stride.H + ky - p.Padding.H, c * p.Stride.W + kx - p.Padding.W);
                if (oy >= 0 && oy < output.H && ox >= 0 && ox < output.W)
                    sums[((n * output.H + oy) * output.W + ox) * output.C + o] +=
                        (long)(x[((n * input.H + y) * input.W + c) * input.C + k] + p.InputOffset) * w[((o * filter.H + ky) * filter.W + kx) * filter.C + k];
                return 0;
            });
            return 0;
        });
        return sums;
    }

    private static long[] Each(Dims dims, Func<int, int, int, int, long> value)
    {
        var values = new List<long>();
        for (var n = 0; n < dims.N; n++)
            for (var y = 0; y < dims.H; y++)
                for (var x = 0; x < dims.W; x++)
                    for (var c = 0; c < dims.C; c++)
                        values.Add(value(n, y, x, c));
        return [.. values];
    }

    // Zero everywhere around the input.
    private sealed class PaddedImage(Dims dims, Tile padding, Func<int, int, int, int, int> value)
    {
        public long this[int n, int y, int x, int c]
        {
            get
            {
                var (row, column) = (y - padding.H, x - padding.W);
                return row < 0 || row >= dims.H || column < 0 || column >= dims.W ? 0 : value(n, row, column, c);
            }
        }
    }
}
