using System.Collections.Immutable;
using System.Runtime.InteropServices;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Quantization;

/// <summary>The real values of a model's integer biases.</summary>
internal static class RealBiases
{
    // Where other operators than the int8 layers keep a bias, and the two tensors whose scales make an accumulator step.
    private static readonly (BuiltinOperator Code, int Bias, int Values, int Weights)[] Places =
    [
        (BuiltinOperator.Conv2D, 2, 0, 1), (BuiltinOperator.DepthwiseConv2D, 2, 0, 1), (BuiltinOperator.FullyConnected, 2, 0, 1),
        (BuiltinOperator.TransposeConv, 3, 2, 1), (BuiltinOperator.Svdf, 3, 4, 2),
        (BuiltinOperator.UnidirectionalSequenceLstm, 12, 0, 1), (BuiltinOperator.UnidirectionalSequenceLstm, 13, 0, 2),
        (BuiltinOperator.UnidirectionalSequenceLstm, 14, 0, 3), (BuiltinOperator.UnidirectionalSequenceLstm, 15, 0, 4),
    ];

    /// <summary>By tensor index; of layers that share one, the first counts. The model has been prepared, so shapes and scales are known to fit.</summary>
    public static Dictionary<int, float[]> Of(PreparedModel model)
    {
        var biases = new Dictionary<int, float[]>();
        foreach (var bias in LayerBias.Of(model))
            biases.TryAdd(bias.Tensor.Index, Real(bias));
        foreach (var node in model.Graph.Operators)
            foreach (var place in Places.Where(p => p.Code == node.Code && p.Bias < node.Inputs.Length && node.Inputs[p.Bias] >= 0))
                Add(biases, model.Graph, node, place);
        return biases;
    }

    private static void Add(
        Dictionary<int, float[]> biases, ModelGraph graph, OperatorNode node, (BuiltinOperator Code, int Bias, int Values, int Weights) place)
    {
        var (bias, values, weights) = (
            graph.Tensor(node.Inputs[place.Bias]), graph.Tensor(node.Inputs[place.Values]), graph.Tensor(node.Inputs[place.Weights]));
        if (bias.Type is not (ElementType.Int32 or ElementType.Int64) || values.Quantization is null || weights.Quantization is null)
            return;
        var scales = weights.Quantization.Scales.Select(w => values.Quantization.Scale() * w).ToImmutableArray();
        biases.TryAdd(bias.Index, Real(Integers(bias), scales));
    }

    // Stored integer times the tensor's scale, or times the accumulator's for INT32.
    private static float[] Real(LayerBias bias) =>
        Real([.. bias.Stored.Select(q => (long)q)], bias.Type == ElementType.Int32 ? bias.AccumulatorScales : bias.Tensor.Quantization!.Scales);

    private static float[] Real(long[] codes, ImmutableArray<float> scales) =>
        [.. codes.Select((q, c) => (float)(q * (double)(scales.Length == 1 ? scales[0] : scales[c])))];

    private static long[] Integers(TensorInfo bias) => bias.Type == ElementType.Int64
        ? MemoryMarshal.Cast<byte, long>(bias.Data.Span).ToArray()
        : [.. MemoryMarshal.Cast<byte, int>(bias.Data.Span).ToArray().Select(q => (long)q)];
}
