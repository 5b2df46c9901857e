namespace HilRig.Kernels.Vectorized;

/// <summary>The requantization constants of one block of output channels, one lane a channel.</summary>
internal struct RequantizationBlock<TVector>
    where TVector : struct
{
    /// <summary>Q0.31 multipliers.</summary>
    public TVector Multiplier;

    /// <summary>max(shift, 0).</summary>
    public TVector Left;

    /// <summary>max(-shift, 0).</summary>
    public TVector Right;

    /// <summary>2^Right - 1.</summary>
    public TVector RemainderMask;

    /// <summary>Half of the mask: a remainder above it rounds up.</summary>
    public TVector Threshold;
}
