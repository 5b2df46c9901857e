using System.Numerics;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Pooling;

/// <summary><see cref="AvgpoolS8"/> with many channels at a time. Equal to the scalar form to the bit.</summary>
/// <remarks>input [n][h][w][c], output [n][oh][ow][c]. The caller has made sure that every window holds a tap.</remarks>
public static unsafe class VectorAvgpoolS8
{
    // So many int8 values sum within int16.
    private const int MostTaps = 255;

    public static void Run(
        PoolParams parameters, Dims inputDims, ReadOnlySpan<sbyte> input, Dims filterDims, Dims outputDims, Span<sbyte> output)
    {
        var image = inputDims.H * inputDims.W * inputDims.C;
        fixed (sbyte* x = input)
        fixed (sbyte* target = output)
        {
            var pixel = target;
            for (var n = 0; n < outputDims.N; n++)
                for (var y = 0; y < outputDims.H; y++)
                    for (var column = 0; column < outputDims.W; column++, pixel += outputDims.C)
                    {
                        var window = PoolWindow.At(y, column, parameters.Stride, parameters.Padding, filterDims, inputDims);
                        Mean(parameters.Activation, x + n * image, inputDims, window, pixel);
                    }
        }
    }

    private static void Mean(ActivationRange activation, sbyte* image, Dims dims, PoolWindow window, sbyte* pixel)
    {
        var c = 0;
        if (window.Count <= MostTaps && dims.C >= Vector<sbyte>.Count)
        {
            for (; c + Vector<sbyte>.Count <= dims.C; c += Vector<sbyte>.Count)
                MeanOfLanes(activation, image + c, dims, window, pixel + c);
            // The last channels again with some before them: the same bytes twice.
            if (c < dims.C)
                MeanOfLanes(activation, image + dims.C - Vector<sbyte>.Count, dims, window, pixel + dims.C - Vector<sbyte>.Count);
            return;
        }
        for (; c < dims.C; c++)
            pixel[c] = (sbyte)activation.Clamp(Round(Sum(image + c, dims, window), window.Count));
    }

    private static void MeanOfLanes(ActivationRange activation, sbyte* image, Dims dims, PoolWindow window, sbyte* pixel)
    {
        var (low, high) = (Vector<short>.Zero, Vector<short>.Zero);
        for (var y = window.Top; y < window.Bottom; y++)
        {
            var tap = image + (y * dims.W + window.Left) * dims.C;
            for (var end = tap + (window.Right - window.Left) * dims.C; tap < end; tap += dims.C)
            {
                Vector.Widen(Vector.Load(tap), out var tapLow, out var tapHigh);
                low += tapLow;
                high += tapHigh;
            }
        }
        var (min, max) = (new Vector<sbyte>((sbyte)activation.Min), new Vector<sbyte>((sbyte)activation.Max));
        Vector.Min(Vector.Max(Vector.Narrow(Round(low, window.Count), Round(high, window.Count)), min), max).Store(pixel);
    }

    private static Vector<short> Round(Vector<short> sums, int count)
    {
        Vector.Widen(sums, out var low, out var high);
        return Vector.Narrow(Round(low, count), Round(high, count));
    }

    // In float32: below 2^24 both sides are exact, and a quotient that is no integer is at least 1/255 away from the next one.
    private static Vector<int> Round(Vector<int> sums, int count)
    {
        var half = new Vector<int>(count / 2);
        var raised = sums + Vector.ConditionalSelect(Vector.GreaterThan(sums, Vector<int>.Zero), half, -half);
        return Vector.ConvertToInt32(Vector.ConvertToSingle(raised) / new Vector<float>(count));
    }

    private static int Sum(sbyte* channel, Dims dims, PoolWindow window)
    {
        var sum = 0;
        for (var y = window.Top; y < window.Bottom; y++)
            for (var x = window.Left; x < window.Right; x++)
                sum += channel[(y * dims.W + x) * dims.C];
        return sum;
    }

    private static int Round(int sum, int count) => (sum > 0 ? sum + count / 2 : sum - count / 2) / count;
}
