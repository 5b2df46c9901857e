namespace HilRig.Kernels.Vectorized;

/// <summary>
/// Constants of a single-rounding requantization for one block of output channels: (product + 2^(T-1)) >> T with T = 31 - shift.
/// AVX2 has no arithmetic 64-bit shift, so 2^63 is added before a logical one and 2^(63-T) taken off after it.
/// </summary>
/// <remarks>Even and odd channels apart, as the 64-bit products come; each vector holds 64-bit lanes.</remarks>
internal struct SingleRoundingBlock<TVector>
    where TVector : unmanaged
{
    /// <summary>Q0.31 multipliers, int32 lanes.</summary>
    public TVector Multiplier;

    /// <summary>2^(T-1) + 2^63.</summary>
    public TVector EvenAdd;

    public TVector OddAdd;

    /// <summary>T.</summary>
    public TVector EvenShift;

    public TVector OddShift;

    /// <summary>2^(63-T).</summary>
    public TVector EvenTake;

    public TVector OddTake;
}
