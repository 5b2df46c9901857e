using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Pooling;

/// <summary>The float32 twin of <see cref="AvgpoolS8"/>: mean of the taps inside the input, clamped.</summary>
public static class AvgpoolF32
{
    public static void Run(
        Tile stride, Tile padding, Float32Range activation, Dims inputDims, ReadOnlySpan<float> input, Dims filterDims,
        Dims outputDims, Span<float> output)
    {
        for (var n = 0; n < outputDims.N; n++)
            for (var y = 0; y < outputDims.H; y++)
                for (var x = 0; x < outputDims.W; x++)
                {
                    var window = PoolWindow.At(y, x, stride, padding, filterDims, inputDims);
                    var image = input.Slice(n * inputDims.H * inputDims.W * inputDims.C, inputDims.H * inputDims.W * inputDims.C);
                    var pixel = output.Slice(((n * outputDims.H + y) * outputDims.W + x) * outputDims.C, outputDims.C);
                    for (var c = 0; c < pixel.Length; c++)
                        pixel[c] = activation.Clamp(Sum(image, inputDims, window, c) / window.Count);
                }
    }

    private static float Sum(ReadOnlySpan<float> image, Dims dims, PoolWindow window, int channel)
    {
        var sum = 0f;
        for (var y = window.Top; y < window.Bottom; y++)
            for (var x = window.Left; x < window.Right; x++)
                sum += image[(y * dims.W + x) * dims.C + channel];
        return sum;
    }
}
