using System.Numerics;

namespace HilRig.Kernels.NNSupport;

/// <summary>Float32 inner loops of the reference kernels.</summary>
internal static class DotF32
{
    /// <summary>Sum of products, kept in float64 and rounded once: the same to the last place at every vector width.</summary>
    public static float Dot(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        var (lows, highs) = (Vector<double>.Zero, Vector<double>.Zero);
        var i = 0;
        for (; i + Vector<float>.Count <= left.Length; i += Vector<float>.Count)
        {
            Vector.Widen(new Vector<float>(left[i..]), out var leftLow, out var leftHigh);
            Vector.Widen(new Vector<float>(right[i..]), out var rightLow, out var rightHigh);
            lows += leftLow * rightLow;
            highs += leftHigh * rightHigh;
        }
        var sum = Vector.Sum(lows + highs);
        for (; i < left.Length; i++)
            sum += (double)left[i] * right[i];
        return (float)sum;
    }

    /// <summary>sums[i] += left[i] * right[i].</summary>
    public static void MultiplyAdd(Span<float> sums, ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        var i = 0;
        for (; i + Vector<float>.Count <= sums.Length; i += Vector<float>.Count)
            (new Vector<float>(sums[i..]) + new Vector<float>(left[i..]) * new Vector<float>(right[i..])).CopyTo(sums[i..]);
        for (; i < sums.Length; i++)
            sums[i] += left[i] * right[i];
    }
}
