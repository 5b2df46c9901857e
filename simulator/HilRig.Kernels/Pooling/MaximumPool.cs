using System.Numerics;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Pooling;

/// <summary>What <see cref="MaxPoolS8"/> and <see cref="MaxPoolS16"/> share.</summary>
internal static class MaximumPool
{
    public static void Run<T>(
        string kernel, PoolParams parameters, Dims inputDims, ReadOnlySpan<T> input, Dims filterDims, Dims outputDims, Span<T> output)
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
                        throw new KernelContractException(kernel, $"the window of output ({y}, {x}) lies outside the input: the C leaves that output unwritten");
                    for (var c = 0; c < inputDims.C; c++)
                        output[index++] = T.CreateTruncating(parameters.Activation.Clamp(Maximum(inputDims, input, window, n, c)));
                }
    }

    private static int Maximum<T>(Dims dims, ReadOnlySpan<T> input, PoolWindow window, int n, int c)
        where T : unmanaged, IBinaryInteger<T>
    {
        var maximum = int.MinValue;
        for (var y = window.Top; y < window.Bottom; y++)
            for (var x = window.Left; x < window.Right; x++)
                maximum = Math.Max(maximum, int.CreateTruncating(input[((n * dims.H + y) * dims.W + x) * dims.C + c]));
        return maximum;
    }
}
