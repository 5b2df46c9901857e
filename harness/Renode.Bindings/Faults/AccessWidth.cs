namespace Renode.Bindings.Faults;

/// <summary>Width of an access, in Renode's words.</summary>
public enum AccessWidth
{
    /// <summary>8 bits.</summary>
    Byte,

    /// <summary>16 bits.</summary>
    Word,

    /// <summary>32 bits.</summary>
    DoubleWord,

    /// <summary>64 bits.</summary>
    QuadWord,
}
