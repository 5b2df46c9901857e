using System.Numerics;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Pooling;

/// <summary><see cref="AvgpoolS8"/> with many channels at a time. Equal to the scalar form to the bit.</summary>
/// <remarks>input [n][h][w][c], output [n][oh][ow][c]. The caller has made sure that every window holds a tap.</remarks>
public static class VectorAvgpoolS8
{
    // Sums of this many channels are kept at a time.
    private const int Block = 256;

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
                    for (var c = 0; c < pixel.Length; c += Block)
                        Mean(parameters.Activation, image[c..], inputDims, window, pixel.Slice(c, Math.Min(Block, pixel.Length - c)));
                }
    }

    private static void Mean(ActivationRange activation, ReadOnlySpan<sbyte> image, Dims dims, PoolWindow window, Span<sbyte> pixel)
    {
        Span<int> sums = stackalloc int[Block];
        sums.Clear();
        for (var y = window.Top; y < window.Bottom; y++)
            for (var x = window.Left; x < window.Right; x++)
                AddTap(image.Slice((y * dims.W + x) * dims.C, pixel.Length), sums);
        for (var c = 0; c < pixel.Length; c++)
            pixel[c] = (sbyte)activation.Clamp(Round(sums[c], window.Count));
    }

    private static void AddTap(ReadOnlySpan<sbyte> tap, Span<int> sums)
    {
        var i = 0;
        for (; i + Vector<sbyte>.Count <= tap.Length; i += Vector<sbyte>.Count)
        {
            Vector.Widen(new Vector<sbyte>(tap[i..]), out var low, out var high);
            AddWidened(low, sums[i..]);
            AddWidened(high, sums[(i + Vector<short>.Count)..]);
        }
        for (; i < tap.Length; i++)
            sums[i] += tap[i];
    }

    private static void AddWidened(Vector<short> values, Span<int> sums)
    {
        Vector.Widen(values, out var low, out var high);
        (new Vector<int>(sums) + low).CopyTo(sums);
        (new Vector<int>(sums[Vector<int>.Count..]) + high).CopyTo(sums[Vector<int>.Count..]);
    }

    private static int Round(int sum, int count) => (sum > 0 ? sum + count / 2 : sum - count / 2) / count;
}
