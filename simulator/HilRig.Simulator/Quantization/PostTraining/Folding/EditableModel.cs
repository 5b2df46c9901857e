using System.Runtime.InteropServices;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators;

namespace HilRig.Simulator.Quantization.PostTraining.Folding;

/// <summary>A float model under change: the parts of a file to be written.</summary>
internal sealed class EditableModel
{
    private readonly ModelGraph _graph;

    /// <param name="isChanged">True where the graph is not its file's any more.</param>
    public EditableModel(ModelGraph graph, bool isChanged = false)
    {
        (_graph, IsChanged) = (graph, isChanged);
        Tensors = [.. graph.Tensors.Select(t => new TensorSpec
        {
            Name = t.Name, Type = t.Type, Shape = t.Shape, Data = t.Data, Quantization = t.Quantization, IsVariable = t.IsVariable,
        })];
        Operators = [.. graph.Operators.Select(Spec)];
    }

    public List<TensorSpec> Tensors { get; }

    public List<OperatorSpec> Operators { get; }

    /// <summary>True once something was changed.</summary>
    public bool IsChanged { get; private set; }

    /// <summary>The operator that writes a tensor; null for inputs and constants.</summary>
    public OperatorSpec? Producer(int tensor) => Operators.FirstOrDefault(o => o.Outputs.Contains(tensor));

    /// <summary>The one operator that reads a tensor; null where several do, or the user sees the tensor itself.</summary>
    public OperatorSpec? OnlyReader(int tensor)
    {
        var readers = Operators.Where(o => o.Inputs.Contains(tensor)).Take(2).ToList();
        return readers.Count == 1 && readers[0].Inputs.Count(t => t == tensor) == 1 && !_graph.Outputs.Contains(tensor) ? readers[0] : null;
    }

    /// <summary>The values of a FLOAT32 constant; null for anything else.</summary>
    public float[]? Constant(int tensor) => tensor >= 0 && Tensors[tensor] is { Type: ElementType.Float32, Data.IsEmpty: false } constant
        ? MemoryMarshal.Cast<byte, float>(constant.Data.Span).ToArray()
        : null;

    /// <summary>True where exactly one operator reads a constant, so that its values can change.</summary>
    public bool IsOwn(int tensor) => Operators.Sum(o => o.Inputs.Count(t => t == tensor)) == 1;

    public void SetConstant(int tensor, float[] values)
    {
        Tensors[tensor] = Tensors[tensor] with { Data = MemoryMarshal.AsBytes(values.AsSpan()).ToArray() };
        IsChanged = true;
    }

    /// <summary>Adds a FLOAT32 constant and gives its index.</summary>
    public int AddConstant(string name, float[] values)
    {
        Tensors.Add(new() { Name = name, Type = ElementType.Float32, Shape = [values.Length], Data = MemoryMarshal.AsBytes(values.AsSpan()).ToArray() });
        return Tensors.Count - 1;
    }

    public void Replace(OperatorSpec old, OperatorSpec changed)
    {
        Operators[Operators.IndexOf(old)] = changed;
        IsChanged = true;
    }

    public void Remove(OperatorSpec node)
    {
        Operators.Remove(node);
        IsChanged = true;
    }

    /// <summary>The model without the tensors that nothing reads or writes any more; the graph itself where nothing was changed.</summary>
    public ModelGraph ToGraph()
    {
        if (!IsChanged)
            return _graph;
        var used = Operators.SelectMany(o => o.Inputs.Concat(o.Outputs)).Concat(_graph.Inputs).Concat(_graph.Outputs).Where(t => t >= 0).ToHashSet();
        var kept = Enumerable.Range(0, Tensors.Count).Where(used.Contains).ToList();
        var places = kept.Select((tensor, index) => (tensor, index)).ToDictionary(p => p.tensor, p => p.index);
        int Place(int tensor) => tensor < 0 ? tensor : places[tensor];
        var file = ModelWriter.Write(new()
        {
            Description = _graph.Description, Tensors = [.. kept.Select(t => Tensors[t])],
            Operators = [.. Operators.Select(o => o with { Inputs = [.. o.Inputs.Select(Place)], Outputs = [.. o.Outputs.Select(Place)] })],
            Inputs = [.. _graph.Inputs.Select(Place)], Outputs = [.. _graph.Outputs.Select(Place)],
        });
        return ModelReader.Read(file, _graph.Name);
    }

    private OperatorSpec Spec(OperatorNode node) => new()
    {
        Code = node.Code, CustomCode = node.CustomCode, Version = node.Version, Inputs = node.Inputs, Outputs = node.Outputs,
        Options = node.Options.IsPresent ? OperatorRegistry.Find(_graph, node).ReadOptions(node.Options) : null,
    };
}
