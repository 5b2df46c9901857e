namespace HilRig.Harness.Transports.Faults;

/// <summary>What a bad link does to what travels on it.</summary>
[Flags]
public enum FaultKind
{
    None = 0,

    /// <summary>It does not arrive.</summary>
    Drop = 1,

    /// <summary>One bit of it is another.</summary>
    Flip = 2,

    /// <summary>It arrives twice.</summary>
    Double = 4,

    /// <summary>It arrives late.</summary>
    Delay = 8,

    /// <summary>Its end is missing; of a byte: the same as <see cref="Drop"/>.</summary>
    Cut = 16,

    /// <summary>The link ends in the middle of it, for good: a pulled plug. At most once.</summary>
    Unplug = 32,
}
