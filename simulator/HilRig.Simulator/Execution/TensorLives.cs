using HilRig.Simulator.Models;

namespace HilRig.Simulator.Execution;

/// <summary>A block of arena memory and the operators between which it must not be overwritten.</summary>
internal sealed record TensorLife(int Tensor, int Bytes, int First, int Last);

/// <summary>
/// When each activation is written first and read last. A RESHAPE output is the same bytes as its input, so both share one
/// block: nothing is copied, here or on the board. A variable lives for the whole run.
/// </summary>
internal sealed class TensorLives
{
    private readonly ModelGraph _graph;
    private readonly Dictionary<int, TensorLife> _blocks = [];

    private TensorLives(ModelGraph graph) => _graph = graph;

    /// <summary>Tensor index to the tensor that owns its block.</summary>
    public Dictionary<int, int> Owners { get; } = [];

    public IEnumerable<TensorLife> Blocks => _blocks.Values;

    public static TensorLives Of(ModelGraph graph)
    {
        var lives = new TensorLives(graph);
        foreach (var tensor in graph.Inputs)
            lives.Write(tensor, -1);
        foreach (var variable in graph.Variables())
            lives.Keep(variable.Index);
        for (var index = 0; index < graph.Operators.Length; index++)
            lives.Visit(graph.Operators[index], index);
        foreach (var tensor in graph.Outputs)
            lives.Read(tensor, graph.Operators.Length);
        return lives;
    }

    private void Visit(OperatorNode node, int index)
    {
        foreach (var tensor in node.Inputs.Where(t => t >= 0))
            Read(tensor, index);
        foreach (var tensor in node.Outputs)
        {
            if (SharedBlock(node, tensor) is { } owner && Owners.TryAdd(tensor, owner))
                Read(tensor, index);
            else
                Write(tensor, index);
        }
    }

    /// <summary>The block that an operator's output takes over from its input; null for a block of its own.</summary>
    private int? SharedBlock(OperatorNode node, int output)
    {
        var reshapes = node.Code is BuiltinOperator.Reshape or BuiltinOperator.Squeeze or BuiltinOperator.ExpandDims;
        if (!reshapes || node.Inputs.Length == 0 || !Owners.TryGetValue(node.Inputs[0], out var owner) || _graph.Tensor(owner).IsVariable)
            return null;
        return _graph.Tensor(output) is { IsConstant: false, IsVariable: false } info && info.ByteCount == _graph.Tensor(node.Inputs[0]).ByteCount
            ? owner
            : null;
    }

    private void Write(int tensor, int at)
    {
        var info = _graph.Tensor(tensor);
        if (info.IsConstant)
            throw new MalformedModelException($"{info} is written but has constant data");
        if (!Owners.TryAdd(tensor, tensor))
            throw new MalformedModelException($"{info} is written twice; each tensor has one producer");
        if (info.ByteCount > MemoryPlan.LargestArena)
            throw new UnsupportedModelException($"{info} takes {info.ByteCount} bytes, an arena has at most {MemoryPlan.LargestArena}");
        _blocks.Add(tensor, new(tensor, (int)info.ByteCount, at, at));
    }

    // A state holds from one inference to the next, so nothing else may ever lie there.
    private void Keep(int tensor)
    {
        if (!Owners.ContainsKey(tensor))
            Write(tensor, -1);
        Read(tensor, _graph.Operators.Length);
    }

    private void Read(int tensor, int at)
    {
        var info = _graph.Tensor(tensor);
        if (Owners.TryGetValue(tensor, out var owner))
            _blocks[owner] = _blocks[owner] with { Last = Math.Max(_blocks[owner].Last, at) };
        else if (!info.IsConstant && info.ElementCount > 0)
            throw new MalformedModelException($"{info} is read before anything wrote it");
    }
}
