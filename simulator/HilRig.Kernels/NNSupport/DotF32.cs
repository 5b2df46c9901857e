using System.Numerics;

namespace HilRig.Kernels.NNSupport;

/// <summary>Float32 inner loops of the reference kernels.</summary>
internal static class DotF32
{
    /// <summary>Sum of products; the order of summation is unspecified, the result good to a few units in the last place.</summary>
    public static float Dot(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        var sums = Vector<float>.Zero;
        var i = 0;
        for (; i + Vector<float>.Count <= left.Length; i += Vector<float>.Count)
            sums += new Vector<float>(left[i..]) * new Vector<float>(right[i..]);
        var sum = Vector.Sum(sums);
        for (; i < left.Length; i++)
            sum += left[i] * right[i];
        return sum;
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
