namespace HilRig.Kernels.Vectorized;

/// <summary>
/// The few vector operations the int8 kernels need, for one width. Each width is a struct, so that the JIT specializes a
/// kernel written once for every width. int16 pairs lie side by side in 32-bit lanes.
/// </summary>
/// <typeparam name="TVector">A vector of int32 lanes.</typeparam>
internal unsafe interface ILanes<TVector>
    where TVector : unmanaged
{
    /// <summary>Number of int32 lanes.</summary>
    static abstract int Count { get; }

    /// <summary>True where this machine, with the switches it was started with, has the width.</summary>
    static abstract bool IsSupported { get; }

    static abstract TVector Load(int* source);

    /// <summary>Widens <see cref="Count"/> int8 values to int32 lanes.</summary>
    static abstract TVector LoadWidened(sbyte* source);

    static abstract TVector Broadcast(int value);

    static abstract TVector Add(TVector left, TVector right);

    static abstract TVector ShiftLeft(TVector value, int count);

    /// <summary>Per lane: low int16 times low int16 plus high times high.</summary>
    static abstract TVector MultiplyAddPairs(TVector left, TVector right);

    /// <summary>
    /// Accumulators to output steps with two roundings where every shift is at least one to the right: floor((x - [x &lt; 0]) /
    /// 2^(r-1) + 1) / 2) is x / 2^r with halves away from zero, and no step can overflow.
    /// </summary>
    static abstract TVector RequantizeRight(TVector accumulator, DoubleRoundingBlock<TVector>* block);

    /// <summary>Accumulators to output steps with two roundings, wrapping exactly as the scalar requantization.</summary>
    static abstract TVector RequantizeDouble(TVector accumulator, DoubleRoundingBlock<TVector>* block);

    /// <summary>The same with one rounding.</summary>
    static abstract TVector RequantizeSingle(TVector accumulator, SingleRoundingBlock<TVector>* block);

    static abstract TVector Clamp(TVector value, TVector min, TVector max);

    /// <summary>Narrows lanes that lie in [-128, 127] and stores <see cref="Count"/> bytes.</summary>
    static abstract void StoreNarrowed(TVector value, sbyte* target);
}
