using System.Collections.Immutable;

namespace HilRig.Simulator.Models;

/// <summary>A model as read from a <c>.tflite</c> file: one subgraph, its tensors and operators. Immutable.</summary>
public sealed record ModelGraph
{
    /// <summary>Name for people, usually the file name without its ending.</summary>
    public required string Name { get; init; }

    public string Description { get; init; } = "";

    public required ImmutableArray<TensorInfo> Tensors { get; init; }

    public required ImmutableArray<OperatorNode> Operators { get; init; }

    public required ImmutableArray<int> Inputs { get; init; }

    public required ImmutableArray<int> Outputs { get; init; }

    /// <summary>The file's bytes, untouched; empty for a graph that was built in memory.</summary>
    public ReadOnlyMemory<byte> FileBytes { get; init; }

    /// <summary>SHA-256 of the file's bytes in lower-case hex; empty for a graph built in memory.</summary>
    public string Sha256 { get; init; } = "";

    public TensorInfo Tensor(int index) => Tensors[index];

    /// <summary>The states: variable tensors without constant data that an operator reads.</summary>
    public IEnumerable<TensorInfo> Variables()
    {
        var read = Operators.SelectMany(o => o.Inputs).Where(t => t >= 0).ToHashSet();
        return Tensors.Where(t => t is { IsVariable: true, IsConstant: false } && read.Contains(t.Index));
    }
}
