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

    /// <summary>The same int8 in every byte.</summary>
    static abstract TVector BroadcastByte(sbyte value);

    static abstract TVector Add(TVector left, TVector right);

    static abstract TVector Subtract(TVector left, TVector right);

    /// <summary>The low 32 bits of the products.</summary>
    static abstract TVector MultiplyLow(TVector left, TVector right);

    static abstract TVector ShiftLeft(TVector value, int count);

    /// <summary>Keeping the sign.</summary>
    static abstract TVector ShiftRight(TVector value, int count);

    /// <summary>int16 by int16.</summary>
    static abstract TVector AddWords(TVector left, TVector right);

    /// <summary>int16 by int16.</summary>
    static abstract TVector SubtractWords(TVector left, TVector right);

    /// <summary>int16 by int16.</summary>
    static abstract TVector ShiftWordsLeft(TVector value, int count);

    /// <summary>Bytes 0 and 2 of every lane as int16, without sign.</summary>
    static abstract TVector EvenBytes(TVector value);

    /// <summary>Bytes 1 and 3 of every lane as int16, without sign.</summary>
    static abstract TVector OddBytes(TVector value);

    /// <summary>Per lane: low int16 times low int16 plus high times high.</summary>
    static abstract TVector MultiplyAddPairs(TVector left, TVector right);

    /// <summary>Per lane; 32 or more gives 0.</summary>
    static abstract TVector ShiftLeftVariable(TVector value, TVector count);

    /// <summary>Per lane, keeping the sign; counts in [0, 31].</summary>
    static abstract TVector ShiftRightVariable(TVector value, TVector count);

    /// <summary>-1 where the lane is negative, else 0.</summary>
    static abstract TVector Sign(TVector value);

    /// <summary>Per lane the high half of value * multiplier + addend in 64 bits.</summary>
    /// <param name="multiplier">int32 lanes; only the even ones are used.</param>
    /// <param name="oddMultiplier">The odd lanes' multipliers in even lanes.</param>
    /// <param name="evenAddend">64-bit addends of the even lanes.</param>
    static abstract TVector HighOfProduct(TVector value, TVector multiplier, TVector oddMultiplier, TVector evenAddend, TVector oddAddend);

    /// <summary>Accumulators to output steps with two roundings, wrapping exactly as the scalar requantization.</summary>
    static abstract TVector RequantizeDouble(TVector accumulator, DoubleRoundingBlock<TVector>* block);

    /// <summary>The same with one rounding.</summary>
    static abstract TVector RequantizeSingle(TVector accumulator, SingleRoundingBlock<TVector>* block);

    static abstract TVector Clamp(TVector value, TVector min, TVector max);

    /// <summary>Saturates lanes to int8, clamps to bytes of min and max, and stores <see cref="Count"/> bytes.</summary>
    static abstract void StoreOne(TVector value, TVector min, TVector max, sbyte* target);

    /// <summary>The same for four vectors, whose targets lie <paramref name="stride"/> bytes apart and are written in order.</summary>
    static abstract void StoreFour(TVector* values, TVector min, TVector max, sbyte* target, nint stride);
}
