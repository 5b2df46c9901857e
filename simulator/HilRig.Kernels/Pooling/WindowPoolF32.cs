using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Pooling;

/// <summary>The float32 twin of <see cref="MaxPoolS8"/>, and L2 pooling, which has no integer form.</summary>
/// <remarks>input [n][h][w][c], output [n][oh][ow][c]. The caller has made sure that every window holds a tap.</remarks>
public static class WindowPoolF32
{
    /// <summary>Largest tap.</summary>
    public static void Max(
        Tile stride, Tile padding, Float32Range activation, Dims inputDims, ReadOnlySpan<float> input, Dims filterDims, Dims outputDims,
        Span<float> output) =>
        Run(stride, padding, activation, inputDims, input, filterDims, outputDims, output, float.NegativeInfinity, MathF.Max, static (max, _) => max);

    /// <summary>Square root of the taps' mean square.</summary>
    public static void L2(
        Tile stride, Tile padding, Float32Range activation, Dims inputDims, ReadOnlySpan<float> input, Dims filterDims, Dims outputDims,
        Span<float> output) => Run(
        stride, padding, activation, inputDims, input, filterDims, outputDims, output, 0, static (sum, x) => sum + x * x,
        static (sum, taps) => MathF.Sqrt(sum / taps));

    private static void Run(
        Tile stride, Tile padding, Float32Range activation, Dims inputDims, ReadOnlySpan<float> input, Dims filterDims, Dims outputDims,
        Span<float> output, float seed, Func<float, float, float> step, Func<float, int, float> finish)
    {
        var index = 0;
        foreach (var at in outputDims.Positions())
        {
            var window = PoolWindow.At(at.Y, at.X, stride, padding, filterDims, inputDims);
            var folded = seed;
            for (var y = window.Top; y < window.Bottom; y++)
                for (var x = window.Left; x < window.Right; x++)
                    folded = step(folded, input[((at.N * inputDims.H + y) * inputDims.W + x) * inputDims.C + at.O]);
            output[index++] = activation.Clamp(finish(folded, window.Count));
        }
    }
}
