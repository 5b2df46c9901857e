using System.Numerics;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Legacy;

/// <summary>The definition that all legacy convolutions share; they differ in element types and in what they refuse.</summary>
/// <remarks>
/// Input [h][w][Cin], weights [Cout][kh][kw][Cin] (depthwise [kh][kw][C]), bias [Cout], output [oh][ow][Cout], all of one type.
/// </remarks>
internal static class LegacyConvolution
{
    public static void Run<T>(
        KernelContext context, LegacyConvParams p, ReadOnlySpan<T> input, ReadOnlySpan<T> weights, ReadOnlySpan<T> bias, Span<T> output)
        where T : struct, IBinaryInteger<T>
    {
        var index = 0;
        foreach (var at in p.Output.Positions())
        {
            var sum = Start(context, p, bias, at.O);
            for (var ky = 0; ky < p.Kernel.H; ky++)
                for (var kx = 0; kx < p.Kernel.W; kx++)
                {
                    if (Pixel(p, at.Y, at.X, ky, kx) is not { } pixel)
                        continue;
                    var weight = ((at.O * p.Kernel.H + ky) * p.Kernel.W + kx) * p.Input.C;
                    for (var c = 0; c < p.Input.C; c++)
                        sum = MultiplyAdd(context, sum, input[pixel * p.Input.C + c], weights[weight + c]);
                }
            output[index++] = LegacyMath.Saturate<T>(sum >> p.OutShift);
        }
    }

    public static void RunDepthwise<T>(
        KernelContext context, LegacyConvParams p, ReadOnlySpan<T> input, ReadOnlySpan<T> weights, ReadOnlySpan<T> bias, Span<T> output)
        where T : struct, IBinaryInteger<T>
    {
        var index = 0;
        foreach (var at in p.Output.Positions())
        {
            var sum = Start(context, p, bias, at.O);
            for (var ky = 0; ky < p.Kernel.H; ky++)
                for (var kx = 0; kx < p.Kernel.W; kx++)
                {
                    if (Pixel(p, at.Y, at.X, ky, kx) is { } pixel)
                        sum = MultiplyAdd(
                            context, sum, input[pixel * p.Input.C + at.O], weights[(ky * p.Kernel.W + kx) * p.Output.C + at.O]);
                }
            output[index++] = LegacyMath.Saturate<T>(sum >> p.OutShift);
        }
    }

    private static int Start<T>(KernelContext context, LegacyConvParams p, ReadOnlySpan<T> bias, int o)
        where T : struct, IBinaryInteger<T> => LegacyMath.Start(context, int.CreateChecked(bias[o]), p.BiasShift, p.OutShift);

    // The input pixel under a tap; null in the padding.
    private static int? Pixel(LegacyConvParams p, int y, int x, int ky, int kx)
    {
        var (row, column) = (y * p.Stride.H + ky - p.Padding.H, x * p.Stride.W + kx - p.Padding.W);
        return Bounds.Inside(row, p.Input.H) && Bounds.Inside(column, p.Input.W) ? row * p.Input.W + column : null;
    }

    private static int MultiplyAdd<T>(KernelContext context, int sum, T value, T weight)
        where T : struct, IBinaryInteger<T> => context.Wrap32((long)sum + int.CreateChecked(value) * int.CreateChecked(weight));
}
