using System.Collections.Immutable;

namespace HilRig.Simulator.Models;

/// <summary>A model to be written: one subgraph.</summary>
public sealed record ModelSpec
{
    public string Description { get; init; } = "";

    public required ImmutableArray<TensorSpec> Tensors { get; init; }

    /// <summary>In execution order.</summary>
    public required ImmutableArray<OperatorSpec> Operators { get; init; }

    /// <summary>Indices into <see cref="Tensors"/>.</summary>
    public required ImmutableArray<int> Inputs { get; init; }

    /// <summary>Indices into <see cref="Tensors"/>.</summary>
    public required ImmutableArray<int> Outputs { get; init; }
}
