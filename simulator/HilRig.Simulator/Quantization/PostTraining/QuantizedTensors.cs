using System.Collections.Immutable;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Quantization.PostTraining;

/// <summary>The tensors of the int8 model, filled in operator by operator.</summary>
internal sealed class QuantizedTensors
{
    private static readonly TensorScale Probability = new(1f / 256, sbyte.MinValue);

    private readonly ModelGraph _graph;
    private readonly CalibrationRanges _ranges;
    private readonly Dictionary<int, TensorScale> _scales = [];
    private readonly Dictionary<int, TensorPatch> _constants = [];

    public QuantizedTensors(ModelGraph graph, CalibrationRanges ranges)
    {
        (_graph, _ranges) = (graph, ranges);
        foreach (var input in graph.Inputs)
            _scales[input] = ranges[graph.Tensor(input)].ToInt8();
    }

    public List<RaisedScale> Raised { get; } = [];

    /// <summary>Quantizes the output and the constants of the next operator.</summary>
    public LayerRule Visit(OperatorNode node)
    {
        var rule = LayerRule.Find(node);
        var output = _graph.Tensor(node.Outputs[0]);
        _scales[output.Index] = rule.Output switch
        {
            OutputRule.SameAsInput => InputScale(node),
            OutputRule.Probability => Probability,
            _ => _ranges[output].ToInt8(),
        };
        if (rule.Weights is { } weights)
            QuantizeConstants(node, weights);
        return rule;
    }

    public ImmutableArray<TensorSpec> Specs() => [.. _graph.Tensors.Select(Spec)];

    private void QuantizeConstants(OperatorNode node, WeightRule rule)
    {
        var (weights, input) = (Constant(node, 1), InputScale(node).Scale);
        var bias = node.Inputs.Length > 2 && node.Inputs[2] >= 0 ? Constant(node, 2) : null;
        var scales = WeightQuantizer.Scales(weights, rule);
        if (bias is not null)
            Raise(weights, scales, BiasQuantizer.SmallestWeightScales(bias, input, scales.Length));
        var quantized = WeightQuantizer.Quantize(weights, rule, scales);
        Add(node, quantized);
        if (bias is not null)
            Add(node, BiasQuantizer.Quantize(bias, input, quantized.Quantization!.Scales));
    }

    private void Raise(TensorInfo weights, double[] scales, double[] smallest)
    {
        for (var c = 0; c < scales.Length; c++)
        {
            if (scales[c] >= smallest[c])
                continue;
            Raised.Add(new(weights.Index, weights.Name, c, scales[c], smallest[c]));
            scales[c] = smallest[c];
        }
    }

    private TensorScale InputScale(OperatorNode node) => _scales.TryGetValue(node.Inputs[0], out var scale)
        ? scale
        : throw new UnsupportedModelException($"{node} reads {_graph.Tensor(node.Inputs[0])}, which is not an activation");

    private TensorInfo Constant(OperatorNode node, int position)
    {
        var tensor = _graph.Tensor(node.Inputs[position]);
        return tensor is { IsConstant: true, Type: ElementType.Float32 }
            ? tensor
            : throw new UnsupportedModelException($"{node} reads {tensor}; weights and biases must be FLOAT32 constants");
    }

    // A bias counts in steps of its own layer's scales, so two layers cannot share one.
    private void Add(OperatorNode node, TensorPatch constant)
    {
        if (!_constants.TryAdd(constant.TensorIndex, constant))
            throw new UnsupportedModelException(
                $"{node} reads {_graph.Tensor(constant.TensorIndex)}, which another operator reads too; give each its own tensor");
    }

    private TensorSpec Spec(TensorInfo tensor)
    {
        var spec = new TensorSpec { Name = tensor.Name, Type = tensor.Type, Shape = tensor.Shape, Data = tensor.Data };
        if (_constants.TryGetValue(tensor.Index, out var constant))
            return spec with { Type = constant.Type, Data = constant.Data, Quantization = constant.Quantization };
        return _scales.TryGetValue(tensor.Index, out var scale)
            ? spec with { Type = ElementType.Int8, Quantization = new([scale.Scale], [scale.ZeroPoint]) }
            : spec;
    }
}
