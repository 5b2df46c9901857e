using System.Collections.Immutable;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Quantization.PostTraining.Folding;

/// <summary>Weights and bias of one operator as float values, by output and, where they are dense, input channel.</summary>
internal sealed class WeightedParts
{
    private readonly LayerInputs _at;
    private readonly int _axis;

    private WeightedParts(OperatorSpec node, WeightRule rule, ImmutableArray<int> shape, float[] weights, float[]? bias)
    {
        (Node, _at, _axis, Shape, Weights) = (node, rule.Inputs, rule.Axis, shape, weights);
        Bias = bias ?? new float[Channels];
        HasBias = bias is not null;
    }

    public OperatorSpec Node { get; }

    /// <summary>Of the weights.</summary>
    public ImmutableArray<int> Shape { get; }

    /// <summary>In the file's order.</summary>
    public float[] Weights { get; }

    /// <summary>One value for each output channel, 0 where the operator has none.</summary>
    public float[] Bias { get; }

    public bool HasBias { get; }

    /// <summary>Output channels.</summary>
    public int Channels => Shape[_axis];

    public bool IsDepthwise => Node.Code == BuiltinOperator.DepthwiseConv2D;

    /// <summary>Index of the innermost dimension: the input channel of dense weights.</summary>
    public int Inner => Shape[^1];

    /// <summary>The output channel of a weight.</summary>
    public int Channel(int index) => index / Stride % Channels;

    /// <summary>Null where the operator has no weights, or they are no constants of its own.</summary>
    public static WeightedParts? Of(EditableModel model, OperatorSpec? node)
    {
        if (node is null || LayerRules.All.FirstOrDefault(r => r.Code == node.Code)?.Weights is not { } rule)
            return null;
        var at = rule.Inputs;
        var bias = node.Inputs.Length > at.Bias && node.Inputs[at.Bias] >= 0 ? node.Inputs[at.Bias] : -1;
        var (weights, hasBias) = (node.Inputs[at.Weights], bias >= 0);
        if (model.Constant(weights) is not { } values || !model.IsOwn(weights) || (hasBias && (model.Constant(bias) is null || !model.IsOwn(bias))))
            return null;
        return new(node, rule, model.Tensors[weights].Shape, values, hasBias ? model.Constant(bias) : null);
    }

    /// <summary>Writes weights and bias back and gives the operator, which has a bias now if that is not all 0.</summary>
    public OperatorSpec Store(EditableModel model, OperatorSpec? changed = null)
    {
        var node = changed ?? Node;
        model.SetConstant(node.Inputs[_at.Weights], Weights);
        if (HasBias)
            model.SetConstant(node.Inputs[_at.Bias], Bias);
        else if (Bias.Any(b => b != 0))
            node = node with { Inputs = WithBias(node.Inputs, model.AddConstant(model.Tensors[node.Inputs[_at.Weights]].Name + "/bias", Bias)) };
        if (!ReferenceEquals(node, Node))
            model.Replace(Node, node);
        return node;
    }

    private int Stride => Shape.Skip(_axis + 1).Aggregate(1, (product, n) => product * n);

    private ImmutableArray<int> WithBias(ImmutableArray<int> inputs, int bias) =>
        inputs.Length > _at.Bias ? inputs.SetItem(_at.Bias, bias) : [.. inputs, bias];
}
