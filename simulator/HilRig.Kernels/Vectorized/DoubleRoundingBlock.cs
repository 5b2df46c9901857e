namespace HilRig.Kernels.Vectorized;

/// <summary>Constants of a double-rounding requantization for one block of output channels, one lane a channel.</summary>
internal struct DoubleRoundingBlock<TVector>
    where TVector : unmanaged
{
    /// <summary>Q0.31 multipliers.</summary>
    public TVector Multiplier;

    /// <summary>The odd lanes' multipliers in even lanes.</summary>
    public TVector OddMultiplier;

    /// <summary>max(shift, 0).</summary>
    public TVector Left;

    /// <summary>max(-shift, 0).</summary>
    public TVector Right;

    /// <summary>2^Right - 1.</summary>
    public TVector RemainderMask;

    /// <summary>Half of the mask: a remainder above it rounds up.</summary>
    public TVector Threshold;
}
