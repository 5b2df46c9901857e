using HilRig.Simulator.Models;
using HilRig.Simulator.Operators;
using HilRig.Simulator.Quantization.PostTraining.Formats;

namespace HilRig.Simulator.Quantization.PostTraining;

/// <summary>What can be refused before anything runs.</summary>
internal static class ModelCheck
{
    /// <exception cref="UnsupportedModelException">An operator, activation type or bias width that cannot be had.</exception>
    public static void Require(ModelGraph graph, NumberFormat format, QuantizationOptions options)
    {
        foreach (var node in graph.Operators)
            LayerRule.Find(node);
        RequireFloat(graph);
        var name = QuantizationTargets.NameOf(options.To);
        foreach (var node in graph.Operators)
        {
            LayerRule.Find(node, format, name);
            if (format.Refusal(node, node.Options.IsPresent ? OperatorRegistry.Find(graph, node).ReadOptions(node.Options) : null) is { } why)
                throw new UnsupportedModelException($"{node} cannot be quantized to {name}: {why}");
        }
        if (options is { To: QuantizationTarget.Int16x8, Bias: not null })
            throw new UnsupportedModelException($"int16x8 with {options.Bias} biases: the kernels of INT16 activations take INT64 biases; narrow biases are for int8");
        if (options is { To: QuantizationTarget.Q7, Bias: { } other } && other.ToString() != QuantizedFile.LegacyBias.ToString())
            throw new UnsupportedModelException($"q7 with {other} biases: the legacy kernels take {QuantizedFile.LegacyBias}");
    }

    /// <exception cref="UnsupportedModelException">An activation is not FLOAT32, or survives an inference.</exception>
    public static void RequireFloat(ModelGraph graph)
    {
        var activations = graph.Inputs.Concat(graph.Operators.SelectMany(o => o.Outputs)).Select(graph.Tensor);
        if (activations.FirstOrDefault(t => t.Type != ElementType.Float32) is { } other)
            throw new UnsupportedModelException($"{other} is an activation that is not FLOAT32; quantization starts from a float model");
        if (graph.Variables().FirstOrDefault() is { } state)
            throw new UnsupportedModelException($"{state} is a state that survives from one inference to the next; such models are not quantized here");
    }
}
