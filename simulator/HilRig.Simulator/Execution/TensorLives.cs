using HilRig.Simulator.Models;

namespace HilRig.Simulator.Execution;

/// <summary>A block of arena memory and the operators between which it must not be overwritten.</summary>
internal sealed record TensorLife(int Tensor, int Bytes, int First, int Last);

/// <summary>
/// When each activation is written first and read last. A RESHAPE output is the same bytes as its input, so both share one
/// block: nothing is copied, here or on the board.
/// </summary>
internal sealed class TensorLives
{
    private readonly Dictionary<int, TensorLife> _blocks = [];

    /// <summary>Tensor index to the tensor that owns its block.</summary>
    public Dictionary<int, int> Owners { get; } = [];

    public IEnumerable<TensorLife> Blocks => _blocks.Values;

    public static TensorLives Of(ModelGraph graph)
    {
        var lives = new TensorLives();
        foreach (var tensor in graph.Inputs)
            lives.Write(graph, tensor, -1);
        foreach (var node in graph.Operators)
            lives.Visit(graph, node);
        foreach (var tensor in graph.Outputs)
            lives.Read(graph, tensor, graph.Operators.Length);
        return lives;
    }

    private void Visit(ModelGraph graph, OperatorNode node)
    {
        foreach (var tensor in node.Inputs.Where(t => t >= 0 && !graph.Tensor(t).IsConstant))
            Read(graph, tensor, node.Index);
        foreach (var tensor in node.Outputs)
        {
            if (node.Code == BuiltinOperator.Reshape && node.Inputs.Length > 0 && Owners.TryGetValue(node.Inputs[0], out var owner)
                && graph.Tensor(tensor).ByteCount == graph.Tensor(node.Inputs[0]).ByteCount)
                Owners[tensor] = owner;
            else
                Write(graph, tensor, node.Index);
        }
    }

    private void Write(ModelGraph graph, int tensor, int at)
    {
        var info = graph.Tensor(tensor);
        if (info.IsConstant)
            throw new MalformedModelException($"{info} is written but has constant data");
        if (!Owners.TryAdd(tensor, tensor))
            throw new MalformedModelException($"{info} is written twice; each tensor has one producer");
        if (info.ByteCount > MemoryPlan.LargestArena)
            throw new UnsupportedModelException($"{info} takes {info.ByteCount} bytes, an arena has at most {MemoryPlan.LargestArena}");
        _blocks.Add(tensor, new(tensor, (int)info.ByteCount, at, at));
    }

    private void Read(ModelGraph graph, int tensor, int at)
    {
        if (!Owners.TryGetValue(tensor, out var owner))
            throw new MalformedModelException($"{graph.Tensor(tensor)} is read before anything wrote it");
        _blocks[owner] = _blocks[owner] with { Last = Math.Max(_blocks[owner].Last, at) };
    }
}
