namespace HilRig.Kernels.Vectorized;

/// <summary>The constants of <see cref="ChannelPlan"/> for one block of channels; 64-bit ones for even and odd channels apart.</summary>
internal struct FoldedBlock<TVector>
    where TVector : unmanaged
{
    public TVector Multiplier;

    /// <summary>The odd lanes' multipliers in even lanes.</summary>
    public TVector OddMultiplier;

    public TVector EvenAddend;

    public TVector OddAddend;

    public TVector Shift;

    /// <summary>Left shift of the accumulator where weights are not folded.</summary>
    public TVector Fold;
}
