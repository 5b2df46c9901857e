using HilRig.Kernels.FixedPoint;

namespace HilRig.Kernels.Vectorized;

/// <summary>Requantization step by step, wrapping exactly as the scalar code: for blocks that cannot be folded.</summary>
internal sealed unsafe class ExactEmitter<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    private readonly AlignedArray<DoubleRoundingBlock<TVector>> _double;
    private readonly AlignedArray<SingleRoundingBlock<TVector>> _single;
    private readonly bool _isSingle;
    private readonly TVector _offset;
    private readonly TVector _min;
    private readonly TVector _max;

    public ExactEmitter(LayerOutput layer)
    {
        var blocks = (layer.Channels + TLanes.Count - 1) / TLanes.Count;
        _isSingle = layer.Rounding == Rounding.Single;
        (_offset, _min, _max) = (TLanes.Broadcast(layer.Offset), TLanes.Broadcast(layer.Activation.Min), TLanes.Broadcast(layer.Activation.Max));
        _double = new(_isSingle ? 0 : blocks);
        _single = new(_isSingle ? blocks : 0);
        for (var block = 0; block < _double.Length; block++)
            _double[block] = RoundingBlocks.Double<TVector>(layer.Quantization, block * TLanes.Count, layer.Channels, TLanes.Count);
        for (var block = 0; block < _single.Length; block++)
            _single[block] = RoundingBlocks.Single<TVector>(layer.Quantization, block * TLanes.Count, layer.Channels, TLanes.Count);
    }

    /// <summary>Replaces accumulators by clamped outputs.</summary>
    public void Scale(TVector* sums, int pixels, int block)
    {
        for (var end = sums + pixels; sums < end; sums++)
        {
            var scaled = _isSingle
                ? TLanes.RequantizeSingle(*sums, _single.Pointer + block)
                : TLanes.RequantizeDouble(*sums, _double.Pointer + block);
            *sums = TLanes.Clamp(TLanes.Add(scaled, _offset), _min, _max);
        }
    }
}
