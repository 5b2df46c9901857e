using System.Runtime.CompilerServices;

namespace HilRig.Kernels.Vectorized;

/// <summary>The output stage of one layer: requantizes a block of accumulators, one lane an output channel, and stores it.</summary>
internal sealed unsafe class LaneEmitter<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    private readonly OutputPlan _plan;
    private readonly bool _shiftsFirst;
    private readonly AlignedArray<FoldedBlock<TVector>> _folded;
    private readonly ExactEmitter<TLanes, TVector> _exact;
    private readonly TVector _min;
    private readonly TVector _max;

    /// <param name="shiftsFirst">True where weights are not folded: accumulators are shifted left here.</param>
    public LaneEmitter(OutputPlan plan, bool shiftsFirst = false)
    {
        (_plan, _shiftsFirst) = (plan, shiftsFirst);
        Outputs = plan.Layer.Channels;
        Blocks = plan.Kinds.Length;
        _folded = new(Blocks);
        for (var block = 0; block < Blocks; block++)
            _folded[block] = RoundingBlocks.Folded<TVector>(plan, block * TLanes.Count, TLanes.Count);
        _exact = new(plan.Layer);
        (_min, _max) = (TLanes.BroadcastByte((sbyte)Math.Clamp(plan.Layer.Activation.Min, -128, 127)), TLanes.BroadcastByte((sbyte)Math.Clamp(plan.Layer.Activation.Max, -128, 127)));
    }

    /// <summary>Output channels of the layer.</summary>
    public int Outputs { get; }

    /// <summary>Blocks of lanes that hold them, the last one perhaps ragged.</summary>
    public int Blocks { get; }

    /// <summary>Emits one block of channels of several pixels.</summary>
    /// <param name="sums">One vector a pixel; overwritten.</param>
    /// <param name="output">Output channel 0 of the first pixel; the next ones follow <paramref name="stride"/> bytes apart.</param>
    /// <param name="end">
    /// Stores of a ragged last block may spill beyond their channels up to here: what they spoil must be written afterwards.
    /// </param>
    /// <remarks>
    /// Not inlined: the inliner's budget would run out and leave calls in the loops around it (kws 268 us with it, 2026-11).
    /// </remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Emit(TVector* sums, int pixels, int block, sbyte* output, nint stride, sbyte* end)
    {
        unchecked
        {
            output += block * TLanes.Count;
            var whole = pixels;
            var count = Math.Min(TLanes.Count, Outputs - block * TLanes.Count);
            // A ragged block is stored whole as long as that stays within bounds.
            while (count < TLanes.Count && whole > 0 && output + (whole - 1) * stride + TLanes.Count > end)
                whole--;
            Scale(sums, pixels, block);
            Store(sums, whole, output, stride);
            for (var pixel = whole; pixel < pixels; pixel++)
                StoreSome(sums[pixel], count, output + pixel * stride);
        }
    }

    /// <summary>Emits neighbouring blocks of one pixel.</summary>
    /// <param name="sums">One vector a block; overwritten.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void EmitPixel(TVector* sums, int first, int blocks, sbyte* output)
    {
        unchecked
        {
            for (var block = 0; block < blocks; block++)
                Scale(sums + block, 1, first + block);
            var whole = Math.Min(blocks, Outputs / TLanes.Count - first);
            Store(sums, whole, output + first * TLanes.Count, TLanes.Count);
            if (whole < blocks)
                StoreSome(sums[whole], Outputs % TLanes.Count, output + (first + whole) * TLanes.Count);
        }
    }

    /// <summary>Emits vectors whose lanes are neighbours in the output and all have block 0's constants.</summary>
    public void EmitLine(TVector* sums, int vectors, sbyte* output)
    {
        Scale(sums, vectors, 0);
        Store(sums, vectors, output, TLanes.Count);
    }

    /// <summary>Replaces accumulators by outputs that are not yet clamped to the activation's range.</summary>
    public void Scale(TVector* sums, int pixels, int block)
    {
        if (_plan.Kinds[block] == BlockKind.Exact)
        {
            _exact.Scale(sums, pixels, block);
            return;
        }
        var constants = _folded.Pointer + block;
        if (_shiftsFirst)
            ShiftLeft(sums, pixels, constants->Fold);
        if (_plan.Kinds[block] == BlockKind.FoldedTies)
            ScaleTies(sums, pixels, constants);
        else
            ScaleFolded(sums, pixels, constants);
    }

    // One loop a method: in one method the loop that the first layers do not take is compiled as cold, and vectors that live
    // across a call in it are reloaded in the other (an addition of 16K elements took 5.2 us, now 3.7 us; 2026-11).
    private static void ShiftLeft(TVector* sums, int pixels, TVector count)
    {
        for (var end = sums + pixels; sums < end; sums++)
            *sums = TLanes.ShiftLeftVariable(*sums, count);
    }

    private static void ScaleTies(TVector* sums, int pixels, FoldedBlock<TVector>* c)
    {
        TVector multiplier = c->Multiplier, odd = c->OddMultiplier, evenAddend = c->EvenAddend, oddAddend = c->OddAddend, shift = c->Shift;
        for (var end = sums + pixels; sums < end; sums++)
        {
            var sum = *sums;
            *sums = TLanes.ShiftRightVariable(TLanes.Add(TLanes.HighOfProduct(sum, multiplier, odd, evenAddend, oddAddend), TLanes.Sign(sum)), shift);
        }
    }

    private static void ScaleFolded(TVector* sums, int pixels, FoldedBlock<TVector>* c)
    {
        TVector multiplier = c->Multiplier, odd = c->OddMultiplier, evenAddend = c->EvenAddend, oddAddend = c->OddAddend, shift = c->Shift;
        for (var end = sums + pixels; sums < end; sums++)
            *sums = TLanes.ShiftRightVariable(TLanes.HighOfProduct(*sums, multiplier, odd, evenAddend, oddAddend), shift);
    }

    /// <summary>Clamps scaled values and stores them; whole blocks only.</summary>
    /// <param name="output">The block's first channel of the first pixel.</param>
    public void Store(TVector* values, int pixels, sbyte* output, nint stride)
    {
        unchecked
        {
            var (min, max) = (_min, _max);
            var i = 0;
            for (; i + 4 <= pixels; i += 4, output += 4 * stride)
                TLanes.StoreFour(values + i, min, max, output, stride);
            for (; i < pixels; i++, output += stride)
                TLanes.StoreOne(values[i], min, max, output);
        }
    }

    private void StoreSome(TVector value, int count, sbyte* target)
    {
        var lanes = stackalloc sbyte[TLanes.Count];
        TLanes.StoreOne(value, _min, _max, lanes);
        new ReadOnlySpan<sbyte>(lanes, count).CopyTo(new(target, count));
    }
}
