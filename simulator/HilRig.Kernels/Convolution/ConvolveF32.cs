using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Convolution;

/// <summary>Geometry and clamp of a float32 convolution; as <see cref="ConvParams"/> without quantization.</summary>
public sealed record ConvF32Params(Tile Stride, Tile Padding, Tile Dilation, Float32Range Activation);

/// <summary>The float32 twin of <see cref="ConvolveS8"/>: same shapes, same padding, no quantization.</summary>
public static class ConvolveF32
{
    public static void Run(
        ConvF32Params parameters, Dims inputDims, ReadOnlySpan<float> input, Dims filterDims, ReadOnlySpan<float> filter,
        ReadOnlySpan<float> bias, Dims outputDims, Span<float> output)
    {
        var index = 0;
        for (var n = 0; n < outputDims.N; n++)
            for (var y = 0; y < outputDims.H; y++)
                for (var x = 0; x < outputDims.W; x++)
                    for (var o = 0; o < outputDims.C; o++)
                        output[index++] = parameters.Activation.Clamp(
                            Accumulate(parameters, inputDims, input, filterDims, filter, bias, (n, y, x, o)));
    }

    private static float Accumulate(
        ConvF32Params parameters, Dims inputDims, ReadOnlySpan<float> input, Dims filterDims, ReadOnlySpan<float> filter,
        ReadOnlySpan<float> bias, (int N, int Y, int X, int O) at)
    {
        var groupOutputs = filterDims.N / (inputDims.C / filterDims.C);
        var firstChannel = at.O / groupOutputs * filterDims.C;
        var sum = bias.IsEmpty ? 0 : bias[at.O];
        for (var ky = 0; ky < filterDims.H; ky++)
        {
            var iy = at.Y * parameters.Stride.H - parameters.Padding.H + ky * parameters.Dilation.H;
            if (!Bounds.Inside(iy, inputDims.H))
                continue;
            for (var kx = 0; kx < filterDims.W; kx++)
            {
                var ix = at.X * parameters.Stride.W - parameters.Padding.W + kx * parameters.Dilation.W;
                if (!Bounds.Inside(ix, inputDims.W))
                    continue;
                var pixel = input.Slice(((at.N * inputDims.H + iy) * inputDims.W + ix) * inputDims.C + firstChannel, filterDims.C);
                sum += DotF32.Dot(pixel, filter.Slice(((at.O * filterDims.H + ky) * filterDims.W + kx) * filterDims.C, filterDims.C));
            }
        }
        return sum;
    }
}
