using System.Runtime.CompilerServices;
using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Vectorized;

/// <summary>One multiplier and shift for every lane: the requantization of elementwise kernels.</summary>
internal sealed unsafe class LaneScale<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    private readonly bool _isSingle;
    private readonly AlignedArray<DoubleRoundingBlock<TVector>> _double = new(1);
    private readonly AlignedArray<SingleRoundingBlock<TVector>> _single = new(1);

    public LaneScale(QuantizedMultiplier scale, Rounding rounding)
    {
        var one = new OutputQuantization([scale.Multiplier], [scale.Shift]);
        _isSingle = rounding == Rounding.Single;
        _double[0] = RoundingBlocks.Double<TVector>(one, 0, TLanes.Count, TLanes.Count);
        _single[0] = RoundingBlocks.Single<TVector>(one, 0, TLanes.Count, TLanes.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply(TVector value) => _isSingle
        ? TLanes.RequantizeSingle(value, _single.Pointer)
        : TLanes.RequantizeDouble(value, _double.Pointer);
}
