using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;
using HilRig.Simulator.Quantization.PostTraining.Formats;

namespace HilRig.Simulator.Quantization.PostTraining;

/// <summary>
/// Which activations must share one quantization, because an operator copies or compares their codes, and what each group's is. An input
/// whose quantization its kernel fixed cannot join others: it is requantized first (<see cref="Requantized"/>).
/// </summary>
internal sealed class SharedScales
{
    private readonly ModelGraph _graph;
    private readonly NumberFormat _format;
    private readonly int[] _parents;
    private readonly Dictionary<int, RealRange> _ranges = [];
    private readonly Dictionary<int, TensorScale> _fixed = [];
    private readonly Dictionary<int, float> _smallest = [];
    private readonly HashSet<(int Operator, int Position)> _requantized = [];

    public SharedScales(ModelGraph graph, CalibrationRanges ranges, NumberFormat format)
    {
        (_graph, _format) = (graph, format);
        _parents = [.. Enumerable.Range(0, graph.Tensors.Length)];
        foreach (var input in graph.Inputs)
            Observe(input, ranges[graph.Tensor(input)]);
        foreach (var node in graph.Operators)
            Visit(node, ranges);
    }

    /// <summary>Inputs of operators that a QUANTIZE must bring to the output's quantization.</summary>
    public IReadOnlySet<(int Operator, int Position)> Requantized => _requantized;

    /// <summary>The quantization of an activation, or of a constant that meets activations as codes.</summary>
    public TensorScale this[int tensor]
    {
        get
        {
            var group = Find(tensor);
            if (_fixed.TryGetValue(group, out var scale))
                return scale;
            var natural = _format.Scale(_ranges[group]);
            return _smallest.TryGetValue(group, out var smallest) && smallest > natural.Scale ? natural with { Scale = smallest } : natural;
        }
    }

    /// <summary>True for tensors that have a quantization of their own or through a group.</summary>
    public bool Contains(int tensor) => _ranges.ContainsKey(Find(tensor)) || _fixed.ContainsKey(Find(tensor));

    /// <summary>Makes a tensor's scale at least this large; true if it was smaller.</summary>
    public bool Raise(int tensor, float smallest)
    {
        if (_fixed.ContainsKey(Find(tensor)) || this[tensor].Scale >= smallest)
            return false;
        _smallest[Find(tensor)] = smallest;
        return true;
    }

    private void Visit(OperatorNode node, CalibrationRanges ranges)
    {
        var rule = LayerRule.Find(node);
        var output = _format.Output(rule);
        foreach (var tensor in node.Outputs)
        {
            if (_format.Fixed(output) is { } scale)
                _fixed[tensor] = scale;
            else if (output == OutputRule.SameAsInput)
                Join(tensor, Activation(node, node.Inputs[rule.Data]));
            else
                Observe(tensor, ranges[_graph.Tensor(tensor)]);
        }
        if (output == OutputRule.SharedByAll)
            Share(node);
        else if (rule.Weights is null)
            foreach (var constant in Constants(node))
                Observe(constant, RangeOf(constant));
    }

    private void Share(OperatorNode node)
    {
        var fixedScales = node.Inputs.Select(t => _fixed.TryGetValue(Find(t), out var scale) ? scale : (TensorScale?)null).ToList();
        // All fixed to the same: then so is the output.
        var alike = fixedScales.All(s => s is not null && s == fixedScales[0]);
        for (var position = 0; position < node.Inputs.Length; position++)
        {
            if (fixedScales[position] is not null && !alike)
                _requantized.Add((node.Index, position));
            else
                Join(node.Outputs[0], Known(node.Inputs[position]));
        }
    }

    private int Known(int tensor)
    {
        if (_graph.Tensor(tensor).IsConstant && !Contains(tensor))
            Observe(tensor, RangeOf(tensor));
        return tensor;
    }

    private int Activation(OperatorNode node, int tensor) => Contains(tensor)
        ? tensor
        : throw new UnsupportedModelException($"{node} reads {_graph.Tensor(tensor)}, which is not an activation");

    private IEnumerable<int> Constants(OperatorNode node) =>
        node.Inputs.Where(t => t >= 0 && _graph.Tensor(t) is { IsConstant: true, Type: ElementType.Float32 });

    private RealRange RangeOf(int constant) => ConstantRange.Of(_graph.Tensor(constant));

    private void Observe(int tensor, RealRange range)
    {
        var group = Find(tensor);
        _ranges[group] = _ranges.TryGetValue(group, out var known) ? known.Union(range) : range;
    }

    private void Join(int tensor, int other)
    {
        var (a, b) = (Find(tensor), Find(other));
        if (a == b)
            return;
        _parents[a] = b;
        if (_ranges.Remove(a, out var range))
            Observe(b, range);
        if (_fixed.Remove(a, out var scale))
            _fixed[b] = scale;
    }

    private int Find(int tensor) => _parents[tensor] == tensor ? tensor : _parents[tensor] = Find(_parents[tensor]);
}
