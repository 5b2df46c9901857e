namespace HilRig.Simulator.Models;

/// <summary>Sizes beyond which a model is refused: far above any microcontroller, low enough that no product overflows.</summary>
public static class ModelLimits
{
    /// <summary>Bytes of a model file: 1 GiB.</summary>
    public const int MaxFileBytes = 1 << 30;

    /// <summary>Bytes of one tensor: 1 GiB.</summary>
    public const long MaxTensorBytes = 1L << 30;

    /// <summary>Elements of one tensor, zero dimensions counted as one: 2^30.</summary>
    public const long MaxTensorElements = 1L << 30;
}
