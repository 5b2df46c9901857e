using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using HilRig.Kernels.FixedPoint;

namespace HilRig.Kernels.Vectorized;

/// <summary>One multiplier and shift for every lane: the requantization of elementwise kernels, folded where the values' magnitude allows it.</summary>
internal sealed unsafe class LaneFactor<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    private readonly bool _isFolded;
    private readonly bool _hasTies;
    private readonly bool _isSingle;
    private readonly int _fold;
    private readonly int _shift;
    private readonly TVector _multiplier;
    private readonly TVector _addend;
    private readonly AlignedArray<DoubleRoundingBlock<TVector>> _double = new(1);
    private readonly AlignedArray<SingleRoundingBlock<TVector>> _single = new(1);

    public LaneFactor(QuantizedMultiplier factor, Rounding rounding, long magnitude)
    {
        _isSingle = rounding == Rounding.Single;
        if (WideChannel.For(magnitude, factor, isInt32: true, rounding) is { } plan)
        {
            (_isFolded, _hasTies, _fold, _shift) = (true, plan.HasTies, plan.Fold, plan.Shift);
            _multiplier = TLanes.Broadcast(plan.Multiplier);
            _addend = Lanes.OfLong<TVector>(plan.Addend);
            return;
        }
        _double[0] = RoundingBlocks.Double<TVector>(new([factor.Multiplier], [factor.Shift]), 0, TLanes.Count, TLanes.Count);
        _single[0] = RoundingBlocks.Single<TVector>(new([factor.Multiplier], [factor.Shift]), 0, TLanes.Count, TLanes.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply(TVector value)
    {
        if (!_isFolded)
            return _isSingle ? TLanes.RequantizeSingle(value, _single.Pointer) : TLanes.RequantizeDouble(value, _double.Pointer);
        value = TLanes.ShiftLeft(value, _fold);
        var high = TLanes.HighOfProduct(value, _multiplier, _multiplier, _addend, _addend);
        return TLanes.ShiftRight(_hasTies ? TLanes.Add(high, TLanes.Sign(value)) : high, _shift);
    }
}

/// <summary>What lanes of int32 can hold besides.</summary>
internal static class Lanes
{
    /// <summary>The same int64 in every pair of lanes.</summary>
    public static TVector OfLong<TVector>(long value)
        where TVector : unmanaged
    {
        Span<long> values = stackalloc long[Vector512<long>.Count];
        values.Fill(value);
        return Unsafe.ReadUnaligned<TVector>(ref Unsafe.As<long, byte>(ref values[0]));
    }
}
