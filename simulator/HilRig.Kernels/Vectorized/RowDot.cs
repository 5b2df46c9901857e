using HilRig.Kernels.NNSupport;

namespace HilRig.Kernels.Vectorized;

/// <summary>A row of weights against a vector: the sum of matrix products whose weights are not packed.</summary>
internal interface IRowDot
{
    /// <summary>start + sum of (value + offset) * (weight + offset) in 32 bits.</summary>
    static abstract int Of(
        KernelContext context, int start, ReadOnlySpan<sbyte> values, int valueOffset, ReadOnlySpan<sbyte> weights, int weightOffset);

    /// <summary>start + sum of value * weight in 64 bits.</summary>
    static abstract long Of(long start, ReadOnlySpan<short> values, ReadOnlySpan<sbyte> weights);
}

/// <summary>Step by step, which is the definition: every addition may wrap and is counted.</summary>
internal readonly struct ScalarRowDot : IRowDot
{
    public static int Of(
        KernelContext context, int start, ReadOnlySpan<sbyte> values, int valueOffset, ReadOnlySpan<sbyte> weights, int weightOffset)
    {
        for (var i = 0; i < values.Length; i++)
            start = context.Wrap32((long)start + (values[i] + valueOffset) * (weights[i] + weightOffset));
        return start;
    }

    public static long Of(long start, ReadOnlySpan<short> values, ReadOnlySpan<sbyte> weights)
    {
        for (var i = 0; i < values.Length; i++)
            start += values[i] * weights[i];
        return start;
    }
}

/// <summary>
/// As many int16 pairs at a time as the vector has lanes. The caller has made sure that no partial sum in 32 bits wraps
/// (<see cref="RowDots.Fits"/>); offsets are at most 128 in magnitude.
/// </summary>
internal readonly unsafe struct VectorRowDot<TLanes, TVector> : IRowDot
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    // Elements whose products of int16 and int8, of up to 2^22, are summed before the lanes are emptied: at most 2^30 in each of four lanes.
    private const int Chunk = 1024;

    public static int Of(
        KernelContext context, int start, ReadOnlySpan<sbyte> values, int valueOffset, ReadOnlySpan<sbyte> weights, int weightOffset)
    {
        unchecked
        {
            fixed (sbyte* x = values)
            fixed (sbyte* w = weights[..values.Length])
            {
                var (step, i) = (2 * TLanes.Count, 0);
                var (a, b, sums) = (Words.Twice<TVector>((short)valueOffset), Words.Twice<TVector>((short)weightOffset), TLanes.Broadcast(0));
                for (; i + step <= values.Length; i += step)
                    sums = TLanes.Add(sums, TLanes.MultiplyAddPairs(
                        TLanes.AddWords(Words.Widen<TVector>(x + i), a), TLanes.AddWords(Words.Widen<TVector>(w + i), b)));
                start += Words.Sum(sums);
                for (; i < values.Length; i++)
                    start += (x[i] + valueOffset) * (w[i] + weightOffset);
                return start;
            }
        }
    }

    public static long Of(long start, ReadOnlySpan<short> values, ReadOnlySpan<sbyte> weights)
    {
        unchecked
        {
            for (; values.Length > Chunk; values = values[Chunk..], weights = weights[Chunk..])
                start += Of(0, values[..Chunk], weights[..Chunk]);
            fixed (short* x = values)
            fixed (sbyte* w = weights[..values.Length])
            {
                var (step, i, sums) = (2 * TLanes.Count, 0, TLanes.Broadcast(0));
                for (; i + step <= values.Length; i += step)
                    sums = TLanes.Add(sums, TLanes.MultiplyAddPairs(TLanes.Load((int*)(x + i)), Words.Widen<TVector>(w + i)));
                start += Words.LongSum(sums);
                for (; i < values.Length; i++)
                    start += x[i] * w[i];
                return start;
            }
        }
    }
}

/// <summary>When rows may be summed in any order.</summary>
internal static class RowDots
{
    /// <summary>True where no partial sum of a row leaves 32 bits.</summary>
    public static bool Fits(long start, int columns, int valueOffset, int weightOffset) =>
        Math.Abs(valueOffset) <= 128 && Math.Abs(weightOffset) <= 128
        && Math.Abs(start) + (long)columns * (128 + Math.Abs(valueOffset)) * (128 + Math.Abs(weightOffset)) <= int.MaxValue;
}
