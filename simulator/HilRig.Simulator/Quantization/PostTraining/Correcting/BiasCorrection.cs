using System.Collections.Immutable;
using System.Runtime.InteropServices;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Quantization.PostTraining.Correcting;

/// <summary>
/// Bias correction (Nagel et al., 2019), measured: layer after layer, the mean output of each channel before its activation is computed from
/// the mean input of the float model with the float weights, and from the mean input of the quantized model with the quantized weights. The
/// difference comes off the bias. A layer is linear, so means are exact; a layer sees the corrected ones before it.
/// </summary>
internal static class BiasCorrection
{
    public static CorrectedModel Apply(
        ModelGraph graph, ReadOnlyMemory<float> samples, CalibrationRanges ranges, QuantizationOptions options)
    {
        var layers = graph.Operators.Where(o => Bias(o) >= 0).ToList();
        var inputs = layers.ToDictionary(o => o.Outputs[0], o => o.Inputs[LayerRule.Find(o).Weights!.Inputs.Input]);
        var real = MeanActivations.OfFloat(graph, samples, inputs.Values, options);
        var (corrected, changes) = (graph, ImmutableArray.CreateBuilder<CorrectedLayer>());
        foreach (var node in layers)
        {
            var quantized = ModelReader.Read(QuantizedFile.Write(corrected, ranges, options).File, graph.Name);
            var seen = MeanActivations.OfQuantized(quantized, node, inputs[node.Outputs[0]], samples, options);
            var shift = MeanShift.Of(graph, quantized, node, real[inputs[node.Outputs[0]]], seen);
            corrected = Subtract(corrected, Bias(node), shift);
            changes.Add(new(graph.Tensor(node.Outputs[0]).Name, shift.Max(Math.Abs)));
        }
        return new(corrected, changes.ToImmutable());
    }

    private static ModelGraph Subtract(ModelGraph graph, int bias, double[] shift)
    {
        var values = MemoryMarshal.Cast<byte, float>(graph.Tensor(bias).Data.Span).ToArray();
        for (var c = 0; c < shift.Length; c++)
            values[c] = (float)(values[c] - shift[c]);
        var tensor = graph.Tensor(bias) with { Data = MemoryMarshal.AsBytes(values.AsSpan()).ToArray() };
        return graph with { Tensors = graph.Tensors.SetItem(bias, tensor) };
    }

    /// <summary>An operator's bias; -1 where it has none, and so nothing to take an error back with.</summary>
    public static int Bias(OperatorNode node) =>
        LayerRules.All.FirstOrDefault(r => r.Code == node.Code)?.Weights is { Inputs.Bias: var at } && at < node.Inputs.Length ? node.Inputs[at] : -1;
}

/// <summary>A float model with corrected biases.</summary>
internal sealed record CorrectedModel(ModelGraph Graph, ImmutableArray<CorrectedLayer> Layers);
