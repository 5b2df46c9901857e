using System.Collections.Immutable;

namespace HilRig.Simulator.Models;

/// <summary>One tensor of a model to be written.</summary>
public sealed record TensorSpec
{
    public required string Name { get; init; }

    public required ElementType Type { get; init; }

    /// <summary>Dimensions, outermost first, each 0 or more; empty for a scalar.</summary>
    public required ImmutableArray<int> Shape { get; init; }

    /// <summary>
    /// Scales finite and above 0, one or as many as the axis is long; a shorter list of zero points is filled up with element 0.
    /// </summary>
    public TensorQuantization? Quantization { get; init; }

    /// <summary>Little-endian bytes of a constant, exactly as many as shape and type take; empty for an activation.</summary>
    public ReadOnlyMemory<byte> Data { get; init; }

    /// <summary>True for a state that survives from one inference to the next.</summary>
    public bool IsVariable { get; init; }
}
