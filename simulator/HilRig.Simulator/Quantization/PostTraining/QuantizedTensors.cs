using System.Collections.Immutable;
using System.Runtime.InteropServices;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;
using HilRig.Simulator.Quantization.PostTraining.Formats;

namespace HilRig.Simulator.Quantization.PostTraining;

/// <summary>The tensors of the integer model, filled in operator by operator.</summary>
internal sealed class QuantizedTensors
{
    private readonly ModelGraph _graph;
    private readonly NumberFormat _format;
    private readonly SharedScales _scales;
    private readonly Dictionary<int, TensorPatch> _constants = [];

    public QuantizedTensors(ModelGraph graph, CalibrationRanges ranges, NumberFormat format)
    {
        (_graph, _format, _scales) = (graph, format, new(graph, ranges, format));
        // A raised output scale is another layer's input scale, and so raises that layer's accumulator scale.
        bool RaiseAll() => graph.Operators.Select(RaiseOutput).ToArray().Any(raised => raised);
        while (RaiseAll())
        {
        }
        foreach (var node in graph.Operators)
            if (LayerRule.Find(node).Weights is { } weights)
                QuantizeWeights(node, Rule(weights));
            else
                QuantizeConstants(node);
    }

    public List<RaisedScale> Raised { get; } = [];

    /// <summary>Outputs whose scale was raised because the kernels cannot shift left: names, natural and raised scale.</summary>
    public Dictionary<string, (float Natural, float Raised)> RaisedOutputs { get; } = [];

    /// <summary>Inputs of operators that a QUANTIZE must bring to the output's quantization.</summary>
    public IReadOnlySet<(int Operator, int Position)> Requantized => _scales.Requantized;

    /// <summary>The quantization of an activation.</summary>
    public TensorScale Scale(int tensor) => _scales[tensor];

    public ImmutableArray<TensorSpec> Specs() => [.. _graph.Tensors.Select(Spec)];

    private WeightRule Rule(WeightRule rule) => rule with { PerChannel = rule.PerChannel && _format.HasScalePerChannel };

    private bool RaiseOutput(OperatorNode node)
    {
        if (LayerRule.Find(node).Weights is not { } rule)
            return false;
        var weight = WeightQuantizer.Scales(Constant(node, rule.Inputs.Weights), Rule(rule), _format).Max();
        var output = _graph.Tensor(node.Outputs[0]);
        var natural = _scales[output.Index].Scale;
        if (!_scales.Raise(output.Index, _format.SmallestOutputScale(InputScale(node, rule).Scale, weight)))
            return false;
        RaisedOutputs[output.Name] = (RaisedOutputs.TryGetValue(output.Name, out var first) ? first.Natural : natural, _scales[output.Index].Scale);
        return true;
    }

    private void QuantizeWeights(OperatorNode node, WeightRule rule)
    {
        var (at, input) = (rule.Inputs, InputScale(node, rule).Scale);
        var weights = Constant(node, at.Weights);
        var bias = node.Inputs.Length > at.Bias && node.Inputs[at.Bias] >= 0 ? Constant(node, at.Bias) : null;
        var scales = WeightQuantizer.Scales(weights, rule, _format);
        if (bias is not null)
            Raise(weights, scales, BiasQuantizer.SmallestWeightScales(bias, input, scales.Length, _format));
        var quantized = WeightQuantizer.Quantize(weights, rule, scales);
        Add(node, quantized);
        if (bias is not null)
            Add(node, BiasQuantizer.Quantize(bias, input, quantized.Quantization!.Scales, _format));
    }

    private void Raise(TensorInfo weights, double[] scales, double[] smallest)
    {
        for (var c = 0; c < scales.Length; c++)
        {
            if (scales[c] >= smallest[c])
                continue;
            var raised = _format.WeightScale(smallest[c]);
            Raised.Add(new(weights.Index, weights.Name, c, scales[c], raised));
            scales[c] = raised;
        }
    }

    // What is added or multiplied: codes of an activation's kind, as TFLite writes them.
    private void QuantizeConstants(OperatorNode node)
    {
        foreach (var tensor in node.Inputs.Where(t => t >= 0).Select(_graph.Tensor))
        {
            if (tensor is not { IsConstant: true, Type: ElementType.Float32 } || _constants.ContainsKey(tensor.Index))
                continue;
            var scale = _scales[tensor.Index];
            _constants.Add(tensor.Index, new(
                tensor.Index, _format.Activation, ActivationCodes.Bytes(MemoryMarshal.Cast<byte, float>(tensor.Data.Span), scale, _format),
                new([scale.Scale], [scale.ZeroPoint])));
        }
    }

    private TensorScale InputScale(OperatorNode node, WeightRule rule) => _scales.Contains(node.Inputs[rule.Inputs.Input])
        ? _scales[node.Inputs[rule.Inputs.Input]]
        : throw new UnsupportedModelException($"{node} reads {_graph.Tensor(node.Inputs[rule.Inputs.Input])}, which is not an activation");

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
        return !tensor.IsConstant && _scales.Contains(tensor.Index)
            ? spec with { Type = _format.Activation, Quantization = new([_scales[tensor.Index].Scale], [_scales[tensor.Index].ZeroPoint]) }
            : spec;
    }
}
