using System.Collections.Immutable;

namespace HilRig.Simulator.Models;

/// <summary>One operator of a model to be written.</summary>
public sealed record OperatorSpec
{
    public required BuiltinOperator Code { get; init; }

    /// <summary>Name of a custom operator; required with <see cref="BuiltinOperator.Custom"/>, else unused.</summary>
    public string? CustomCode { get; init; }

    /// <summary>At least 1.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Tensor indices; -1 marks an optional input that is absent.</summary>
    public required ImmutableArray<int> Inputs { get; init; }

    public required ImmutableArray<int> Outputs { get; init; }

    /// <summary>Null writes no options table: readers then take the schema's defaults.</summary>
    public OperatorOptions? Options { get; init; }
}
