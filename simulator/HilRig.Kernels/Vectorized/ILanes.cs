namespace HilRig.Kernels.Vectorized;

/// <summary>
/// The few vector operations the int8 kernels need, for one width. Each width is a struct, so that the JIT specializes a
/// kernel written once for every width. int16 pairs lie side by side in 32-bit lanes.
/// </summary>
/// <typeparam name="TVector">A vector of int32 lanes.</typeparam>
internal interface ILanes<TVector>
    where TVector : struct
{
    /// <summary>Number of int32 lanes.</summary>
    static abstract int Count { get; }

    /// <summary>True where this machine, with the switches it was started with, has the width.</summary>
    static abstract bool IsSupported { get; }

    static abstract TVector Load(ref readonly int source);

    /// <summary>Widens <see cref="Count"/> int16 values to int32 lanes.</summary>
    static abstract TVector LoadWidened(ref readonly short source);

    static abstract void Store(TVector value, ref int target);

    static abstract TVector Broadcast(int value);

    static abstract TVector Add(TVector left, TVector right);

    /// <summary>Per lane: low int16 times low int16 plus high times high.</summary>
    static abstract TVector MultiplyAddPairs(TVector left, TVector right);

    /// <summary>Accumulators to output steps, wrapping and rounding exactly as the scalar requantization.</summary>
    static abstract TVector Requantize(TVector accumulator, ref readonly RequantizationBlock<TVector> block);

    static abstract TVector Clamp(TVector value, TVector min, TVector max);

    /// <summary>Narrows lanes that lie in [-128, 127] and stores <see cref="Count"/> bytes.</summary>
    static abstract void StoreNarrowed(TVector value, ref sbyte target);
}
