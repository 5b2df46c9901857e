using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Convolution;

/// <summary>The float32 twin of <see cref="DepthwiseConvS8"/>.</summary>
public static class DepthwiseConvF32
{
    public static void Run(
        ConvF32Params parameters, int channelMultiplier, Dims inputDims, ReadOnlySpan<float> input, Dims filterDims,
        ReadOnlySpan<float> filter, ReadOnlySpan<float> bias, Dims outputDims, Span<float> output)
    {
        var geometry = new Geometry(parameters, channelMultiplier, inputDims, filterDims);
        for (var n = 0; n < outputDims.N; n++)
            for (var y = 0; y < outputDims.H; y++)
                for (var x = 0; x < outputDims.W; x++)
                {
                    var pixel = output.Slice(((n * outputDims.H + y) * outputDims.W + x) * outputDims.C, outputDims.C);
                    if (bias.IsEmpty)
                        pixel.Clear();
                    else
                        bias.CopyTo(pixel);
                    AddTaps(geometry, input, filter, (n, y, x), pixel);
                    foreach (ref var value in pixel)
                        value = parameters.Activation.Clamp(value);
                }
    }

    private static void AddTaps(
        in Geometry g, ReadOnlySpan<float> input, ReadOnlySpan<float> filter, (int N, int Y, int X) at, Span<float> pixel)
    {
        for (var ky = 0; ky < g.Filter.H; ky++)
        {
            var iy = at.Y * g.Conv.Stride.H - g.Conv.Padding.H + ky * g.Conv.Dilation.H;
            if (!Bounds.Inside(iy, g.Input.H))
                continue;
            for (var kx = 0; kx < g.Filter.W; kx++)
            {
                var ix = at.X * g.Conv.Stride.W - g.Conv.Padding.W + kx * g.Conv.Dilation.W;
                if (!Bounds.Inside(ix, g.Input.W))
                    continue;
                var values = input.Slice(((at.N * g.Input.H + iy) * g.Input.W + ix) * g.Input.C, g.Input.C);
                AddTap(values, filter.Slice((ky * g.Filter.W + kx) * g.Filter.C, g.Filter.C), g.ChannelMultiplier, pixel);
            }
        }
    }

    private static void AddTap(ReadOnlySpan<float> values, ReadOnlySpan<float> weights, int channelMultiplier, Span<float> pixel)
    {
        if (channelMultiplier == 1)
        {
            DotF32.MultiplyAdd(pixel, values, weights);
            return;
        }
        for (var o = 0; o < pixel.Length; o++)
            pixel[o] += values[o / channelMultiplier] * weights[o];
    }

    private readonly record struct Geometry(ConvF32Params Conv, int ChannelMultiplier, Dims Input, Dims Filter);
}
