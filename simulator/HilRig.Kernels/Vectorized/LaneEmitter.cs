using System.Runtime.CompilerServices;
using HilRig.Kernels.FixedPoint;

namespace HilRig.Kernels.Vectorized;

/// <summary>The output stage of one layer: requantizes a block of accumulators, one lane an output channel, and stores it.</summary>
internal sealed unsafe class LaneEmitter<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    private readonly DoubleRoundingBlock<TVector>[] _double;
    private readonly SingleRoundingBlock<TVector>[] _single;
    private readonly bool _isSingle;
    private readonly bool _allRight;
    private readonly TVector _offset;
    private readonly TVector _min;
    private readonly TVector _max;

    public LaneEmitter(LayerOutput layer)
    {
        Outputs = layer.Channels;
        Blocks = (layer.Channels + TLanes.Count - 1) / TLanes.Count;
        _isSingle = layer.Rounding == Rounding.Single;
        _allRight = RoundingBlocks.AllRight(layer.Quantization);
        (_offset, _min, _max) = (TLanes.Broadcast(layer.Offset), TLanes.Broadcast(layer.Activation.Min), TLanes.Broadcast(layer.Activation.Max));
        // Pinned for life: the loops take bare pointers.
        _double = GC.AllocateUninitializedArray<DoubleRoundingBlock<TVector>>(_isSingle ? 0 : Blocks, pinned: true);
        _single = GC.AllocateUninitializedArray<SingleRoundingBlock<TVector>>(_isSingle ? Blocks : 0, pinned: true);
        for (var block = 0; block < _double.Length; block++)
            _double[block] = RoundingBlocks.Double<TVector>(layer.Quantization, block * TLanes.Count, Outputs, TLanes.Count);
        for (var block = 0; block < _single.Length; block++)
            _single[block] = RoundingBlocks.Single<TVector>(layer.Quantization, block * TLanes.Count, Outputs, TLanes.Count);
    }

    /// <summary>Output channels of the layer.</summary>
    public int Outputs { get; }

    /// <summary>Blocks of lanes that hold them, the last one perhaps ragged.</summary>
    public int Blocks { get; }

    /// <summary>Emits one block of channels of several pixels.</summary>
    /// <param name="sums">One vector a pixel.</param>
    /// <param name="output">Output channel 0 of the first pixel; the next ones follow <paramref name="stride"/> bytes apart.</param>
    /// <remarks>
    /// Not inlined: the inliner's budget would run out and leave calls in the loops around it (kws 268 us with it, 2026-11).
    /// </remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Emit(TVector* sums, int pixels, int block, sbyte* output, nint stride)
    {
        unchecked
        {
            output += block * TLanes.Count;
            if (_isSingle || !_allRight || (block + 1) * TLanes.Count > Outputs)
            {
                EmitRare(sums, pixels, block, output, stride);
                return;
            }
            var constants = (DoubleRoundingBlock<TVector>*)Unsafe.AsPointer(ref _double[block]);
            for (var end = sums + pixels; sums < end; sums++, output += stride)
                TLanes.StoreNarrowed(Finish(TLanes.RequantizeRight(*sums, constants)), output);
        }
    }

    // Single rounding, left shifts and the ragged last block.
    private void EmitRare(TVector* sums, int pixels, int block, sbyte* output, nint stride)
    {
        var count = Math.Min(TLanes.Count, Outputs - block * TLanes.Count);
        for (var pixel = 0; pixel < pixels; pixel++)
        {
            var scaled = _isSingle
                ? TLanes.RequantizeSingle(sums[pixel], (SingleRoundingBlock<TVector>*)Unsafe.AsPointer(ref _single[block]))
                : TLanes.RequantizeDouble(sums[pixel], (DoubleRoundingBlock<TVector>*)Unsafe.AsPointer(ref _double[block]));
            StoreSome(Finish(scaled), count, output + pixel * stride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TVector Finish(TVector scaled) => TLanes.Clamp(TLanes.Add(scaled, _offset), _min, _max);

    private static void StoreSome(TVector clamped, int count, sbyte* target)
    {
        if (count == TLanes.Count)
        {
            TLanes.StoreNarrowed(clamped, target);
            return;
        }
        var lanes = stackalloc sbyte[TLanes.Count];
        TLanes.StoreNarrowed(clamped, lanes);
        new ReadOnlySpan<sbyte>(lanes, count).CopyTo(new(target, count));
    }
}
