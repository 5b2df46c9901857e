using System.Runtime.CompilerServices;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Vectorized;

/// <summary>Packs a layer's multipliers and shifts for whole blocks of lanes; lanes beyond the last channel give 0.</summary>
internal static class RoundingBlocks
{
    public static DoubleRoundingBlock<TVector> Double<TVector>(OutputQuantization quantization, int first, int channels, int lanes)
        where TVector : unmanaged
    {
        var (multiplier, left, right, mask, threshold) = (new int[lanes], new int[lanes], new int[lanes], new int[lanes], new int[lanes]);
        for (var lane = 0; lane < lanes && first + lane < channels; lane++)
        {
            (multiplier[lane], var shift) = quantization[first + lane];
            (left[lane], right[lane]) = (Math.Max(shift, 0), Math.Max(-shift, 0));
            mask[lane] = (int)((1L << right[lane]) - 1);
            threshold[lane] = mask[lane] >> 1;
        }
        return new()
        {
            Multiplier = Vector<TVector, int>(multiplier),
            OddMultiplier = Vector<TVector, int>([.. multiplier.Select((_, lane) => multiplier[lane | 1])]),
            Left = Vector<TVector, int>(left),
            Right = Vector<TVector, int>(right),
            RemainderMask = Vector<TVector, int>(mask),
            Threshold = Vector<TVector, int>(threshold),
        };
    }

    /// <summary>Channels beyond the last give 0.</summary>
    public static FoldedBlock<TVector> Folded<TVector>(OutputPlan plan, int first, int lanes)
        where TVector : unmanaged
    {
        var channels = Enumerable.Range(first, lanes).Select(c => c < plan.Layer.Channels ? plan[c] : ChannelPlan.Exact).ToArray();
        return new()
        {
            Multiplier = Vector<TVector, int>([.. channels.Select(c => c.Multiplier)]),
            OddMultiplier = Vector<TVector, int>([.. channels.Select((_, lane) => channels[lane | 1].Multiplier)]),
            EvenAddend = Vector<TVector, long>([.. channels.Where((_, lane) => lane % 2 == 0).Select(c => c.Addend)]),
            OddAddend = Vector<TVector, long>([.. channels.Where((_, lane) => lane % 2 == 1).Select(c => c.Addend)]),
            Shift = Vector<TVector, int>([.. channels.Select(c => c.Shift)]),
            Fold = Vector<TVector, int>([.. channels.Select(c => c.Fold)]),
        };
    }

    public static SingleRoundingBlock<TVector> Single<TVector>(OutputQuantization quantization, int first, int channels, int lanes)
        where TVector : unmanaged
    {
        var multiplier = new int[lanes];
        // Index 0: even channels, 1: odd ones.
        var (add, shifts, take) = (Halves(lanes), Halves(lanes), Halves(lanes));
        for (var lane = 0; lane < lanes && first + lane < channels; lane++)
        {
            (multiplier[lane], var shift) = quantization[first + lane];
            var t = 31 - shift;
            add[lane & 1][lane / 2] = unchecked((1L << (t - 1)) + long.MinValue);
            shifts[lane & 1][lane / 2] = t;
            take[lane & 1][lane / 2] = 1L << (63 - t);
        }
        return new()
        {
            Multiplier = Vector<TVector, int>(multiplier),
            EvenAdd = Vector<TVector, long>(add[0]),
            OddAdd = Vector<TVector, long>(add[1]),
            EvenShift = Vector<TVector, long>(shifts[0]),
            OddShift = Vector<TVector, long>(shifts[1]),
            EvenTake = Vector<TVector, long>(take[0]),
            OddTake = Vector<TVector, long>(take[1]),
        };
    }

    private static long[][] Halves(int lanes) => [new long[lanes / 2], new long[lanes / 2]];

    private static TVector Vector<TVector, TElement>(TElement[] lanes)
        where TVector : unmanaged
        where TElement : unmanaged => Unsafe.ReadUnaligned<TVector>(ref Unsafe.As<TElement, byte>(ref lanes[0]));
}
