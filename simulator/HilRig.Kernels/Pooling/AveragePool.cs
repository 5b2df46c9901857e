using System.Numerics;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Pooling;

/// <summary>What <see cref="AvgpoolS8"/> and <see cref="AvgpoolS16"/> share.</summary>
internal static class AveragePool
{
    public static void Run<T>(
        KernelContext context, string kernel, PoolParams parameters, Dims inputDims, ReadOnlySpan<T> input, Dims filterDims,
        Dims outputDims, Span<T> output)
        where T : unmanaged, IBinaryInteger<T>
    {
        PoolWindow.RequireBatch(kernel, inputDims);
        var index = 0;
        for (var n = 0; n < inputDims.N; n++)
            for (var y = 0; y < outputDims.H; y++)
                for (var x = 0; x < outputDims.W; x++)
                {
                    var window = PoolWindow.At(y, x, parameters.Stride, parameters.Padding, filterDims, inputDims);
                    if (window.IsEmpty)
                        throw KernelStatusException.Argument(kernel, $"the window of output ({y}, {x}) lies outside the input: nothing to average");
                    for (var c = 0; c < inputDims.C; c++)
                        output[index++] = T.CreateTruncating(parameters.Activation.Clamp(Mean(context, inputDims, input, window, n, c)));
                }
    }

    public static int BufferSize(KernelPath path, int channels) => path == KernelPath.Dsp ? 4 * channels : 0;

    private static int Mean<T>(KernelContext context, Dims dims, ReadOnlySpan<T> input, PoolWindow window, int n, int c)
        where T : unmanaged, IBinaryInteger<T>
    {
        var sum = 0;
        for (var y = window.Top; y < window.Bottom; y++)
            for (var x = window.Left; x < window.Right; x++)
                sum = Add(context, sum, int.CreateTruncating(input[((n * dims.H + y) * dims.W + x) * dims.C + c]));
        return (sum > 0 ? sum + window.Count / 2 : sum - window.Count / 2) / window.Count;
    }

    private static int Add(KernelContext context, int sum, int value) => context.Path == KernelPath.Dsp
        ? (int)Math.Clamp((long)sum + value, int.MinValue, int.MaxValue)
        : context.Wrap32((long)sum + value);
}
