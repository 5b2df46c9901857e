using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Pooling;

/// <summary><c>arm_avgpool_s8</c>: mean of the taps inside the input, rounded half away from zero, then clamped.</summary>
/// <remarks>input [n][h][w][c], output [n][oh][ow][c]. The caller has made sure that every window holds a tap.</remarks>
public static class AvgpoolS8
{
    public static void Run(
        PoolParams parameters, Dims inputDims, ReadOnlySpan<sbyte> input, Dims filterDims, Dims outputDims, Span<sbyte> output)
    {
        for (var n = 0; n < outputDims.N; n++)
            for (var y = 0; y < outputDims.H; y++)
                for (var x = 0; x < outputDims.W; x++)
                {
                    var window = PoolWindow.At(y, x, parameters.Stride, parameters.Padding, filterDims, inputDims);
                    var image = input.Slice(n * inputDims.H * inputDims.W * inputDims.C, inputDims.H * inputDims.W * inputDims.C);
                    var pixel = output.Slice(((n * outputDims.H + y) * outputDims.W + x) * outputDims.C, outputDims.C);
                    for (var c = 0; c < pixel.Length; c++)
                        pixel[c] = (sbyte)parameters.Activation.Clamp(Mean(Sum(image, inputDims, window, c), window.Count));
                }
    }

    private static int Sum(ReadOnlySpan<sbyte> image, Dims dims, PoolWindow window, int channel)
    {
        var sum = 0;
        for (var y = window.Top; y < window.Bottom; y++)
            for (var x = window.Left; x < window.Right; x++)
                sum += image[(y * dims.W + x) * dims.C + channel];
        return sum;
    }

    private static int Mean(int sum, int count) => (sum > 0 ? sum + count / 2 : sum - count / 2) / count;
}
