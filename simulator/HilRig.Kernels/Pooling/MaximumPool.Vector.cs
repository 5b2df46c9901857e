using System.Numerics;
using HilRig.Kernels.Tensors;
using HilRig.Kernels.Vectorized;

namespace HilRig.Kernels.Pooling;

/// <summary><see cref="MaxPoolS8"/> and <see cref="MaxPoolS16"/> with many channels at a time. Equal to the definitions to the bit.</summary>
/// <remarks>input [n][h][w][c], output [n][oh][ow][c].</remarks>
public static unsafe class VectorMaxPool
{
    /// <summary>True where the vector form serves: every window holds a tap and the clamp is of the type.</summary>
    public static bool Serves<T>(PoolParams parameters, Dims inputDims, Dims filterDims, Dims outputDims)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        if (parameters.Activation.Min < int.CreateTruncating(T.MinValue) || parameters.Activation.Max > int.CreateTruncating(T.MaxValue)
            || parameters.Activation.Min > parameters.Activation.Max || inputDims.N < 1)
            return false;
        for (var y = 0; y < outputDims.H; y++)
            for (var x = 0; x < outputDims.W; x++)
                if (PoolWindow.At(y, x, parameters.Stride, parameters.Padding, filterDims, inputDims).IsEmpty)
                    return false;
        return true;
    }

    /// <param name="width">A width this machine supports, not scalar.</param>
    /// <typeparam name="T">int8 or int16.</typeparam>
    public static void Run<T>(
        PoolParams parameters, Dims inputDims, ReadOnlySpan<T> input, Dims filterDims, Dims outputDims, Span<T> output, VectorWidth width)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        var image = inputDims.H * inputDims.W * inputDims.C;
        fixed (T* x = input[..(inputDims.N * image)])
        fixed (T* y = output[..(inputDims.N * outputDims.H * outputDims.W * inputDims.C)])
        {
            var pixel = y;
            for (var n = 0; n < inputDims.N; n++)
                for (var row = 0; row < outputDims.H; row++)
                    for (var column = 0; column < outputDims.W; column++, pixel += inputDims.C)
                        Maximum(x + n * image, inputDims, PoolWindow.At(row, column, parameters.Stride, parameters.Padding, filterDims, inputDims), pixel, width);
            Clamp(parameters.Activation, y, output.Length, width);
        }
    }

    private static void Maximum<T>(T* image, Dims dims, PoolWindow window, T* pixel, VectorWidth width)
        where T : unmanaged, INumber<T>
    {
        var best = image + (window.Top * dims.W + window.Left) * dims.C;
        if (window.Count == 1)
            new ReadOnlySpan<T>(best, dims.C).CopyTo(new(pixel, dims.C));
        for (var y = window.Top; y < window.Bottom; y++)
            for (var x = window.Left + (y == window.Top ? 1 : 0); x < window.Right; x++, best = pixel)
                RowPick<T, Larger>.Run(best, image + (y * dims.W + x) * dims.C, pixel, dims.C, width);
    }

    private static void Clamp<T>(ActivationRange range, T* output, int count, VectorWidth width)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        if (range.Min > int.CreateTruncating(T.MinValue))
            RowPick<T, Larger>.Run(output, T.CreateTruncating(range.Min), output, count, width);
        if (range.Max < int.CreateTruncating(T.MaxValue))
            RowPick<T, Smaller>.Run(output, T.CreateTruncating(range.Max), output, count, width);
    }
}
