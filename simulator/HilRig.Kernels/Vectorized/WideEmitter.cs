using System.Runtime.CompilerServices;

namespace HilRig.Kernels.Vectorized;

/// <summary>The output stage of one int16 layer: requantizes a block of accumulators, one lane an output channel, and stores int16.</summary>
internal sealed unsafe class WideEmitter<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    private readonly int _channels;
    private readonly bool _hasTies;
    private readonly AlignedArray<FoldedBlock<TVector>> _blocks;
    private readonly TVector _min;
    private readonly TVector _max;

    public WideEmitter(WidePlan plan)
    {
        (_channels, _hasTies) = (plan.Channels.Length, plan.HasTies);
        (_min, _max) = (TLanes.Broadcast(plan.Activation.Min), TLanes.Broadcast(plan.Activation.Max));
        _blocks = new((_channels + TLanes.Count - 1) / TLanes.Count);
        for (var block = 0; block < _blocks.Length; block++)
            _blocks[block] = Constants([.. Enumerable.Range(block * TLanes.Count, TLanes.Count).Select(c => plan.Channels[Math.Min(c, _channels - 1)])]);
    }

    /// <summary>Emits one block of channels of several pixels.</summary>
    /// <param name="sums">One vector a pixel.</param>
    /// <param name="output">Output channel 0 of the first pixel; the next ones follow <paramref name="stride"/> elements apart.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Emit(TVector* sums, int pixels, int block, short* output, nint stride)
    {
        unchecked
        {
            output += block * TLanes.Count;
            var count = _channels - block * TLanes.Count;
            if (count >= TLanes.Count)
                for (var end = sums + pixels; sums < end; sums++, output += stride)
                    Words.Store(Scaled(*sums, _blocks.Pointer + block), output);
            else
                for (var end = sums + pixels; sums < end; sums++, output += stride)
                    Words.StoreSome(Scaled(*sums, _blocks.Pointer + block), output, count);
        }
    }

    /// <summary>Accumulators as clamped outputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TVector Scaled(TVector sum, FoldedBlock<TVector>* c)
    {
        sum = TLanes.ShiftLeftVariable(sum, c->Fold);
        var high = TLanes.HighOfProduct(sum, c->Multiplier, c->OddMultiplier, c->EvenAddend, c->OddAddend);
        if (_hasTies)
            high = TLanes.Add(high, TLanes.Sign(sum));
        return TLanes.Clamp(TLanes.ShiftRightVariable(high, c->Shift), _min, _max);
    }

    private static FoldedBlock<TVector> Constants(WideChannel[] lanes) => new()
    {
        Multiplier = Vector<int>([.. lanes.Select(c => c.Multiplier)]),
        OddMultiplier = Vector<int>([.. lanes.Select((_, lane) => lanes[lane | 1].Multiplier)]),
        EvenAddend = Vector<long>([.. lanes.Where((_, lane) => lane % 2 == 0).Select(c => c.Addend)]),
        OddAddend = Vector<long>([.. lanes.Where((_, lane) => lane % 2 == 1).Select(c => c.Addend)]),
        Shift = Vector<int>([.. lanes.Select(c => c.Shift)]),
        Fold = Vector<int>([.. lanes.Select(c => c.Fold)]),
    };

    private static TVector Vector<TElement>(TElement[] lanes)
        where TElement : unmanaged => Unsafe.ReadUnaligned<TVector>(ref Unsafe.As<TElement, byte>(ref lanes[0]));
}
