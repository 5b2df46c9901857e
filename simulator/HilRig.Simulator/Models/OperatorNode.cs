using System.Collections.Immutable;

namespace HilRig.Simulator.Models;

/// <summary>One operator of the graph, in execution order.</summary>
public sealed record OperatorNode
{
    /// <summary>Position in the subgraph's operator list.</summary>
    public required int Index { get; init; }

    public required BuiltinOperator Code { get; init; }

    /// <summary>Name of a custom operator; null for a built-in one.</summary>
    public string? CustomCode { get; init; }

    /// <summary>Operator version from the file, at least 1.</summary>
    public required int Version { get; init; }

    /// <summary>Tensor indices; -1 marks an optional input that is absent.</summary>
    public required ImmutableArray<int> Inputs { get; init; }

    public required ImmutableArray<int> Outputs { get; init; }

    /// <summary>The built-in options table as it stands in the file.</summary>
    public OptionsTable Options { get; init; }

    /// <summary>TFLite's spelling: <c>CONV_2D</c>, or the custom name, or <c>BUILTIN_123</c>.</summary>
    public string Name => CustomCode ?? BuiltinOperators.NameOf(Code);

    /// <summary>For messages: <c>operator 3 CONV_2D version 1</c>.</summary>
    public override string ToString() => $"operator {Index} {Name} version {Version}";
}
