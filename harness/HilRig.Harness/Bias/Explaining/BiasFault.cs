namespace HilRig.Harness.Bias.Explaining;

/// <summary>What became of one channel's bias.</summary>
internal enum BiasFault
{
    /// <summary>The same int32.</summary>
    Exact,

    /// <summary>Off by at most half a narrow step.</summary>
    Rounded,

    /// <summary>Smaller than half a narrow step, so it became 0.</summary>
    RoundedAway,

    /// <summary>Beyond what the width can hold at its scale.</summary>
    Clamped,

    /// <summary>Every bias of the layer became 0, and not by rounding.</summary>
    Dropped,

    /// <summary>A power of two off, this channel alone.</summary>
    ShiftOff,

    /// <summary>The same factor off on every channel of the layer.</summary>
    ScaleOff,

    /// <summary>Off in no way that has a name.</summary>
    Wrong,
}
