using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators;

namespace HilRig.Simulator.Quantization.PostTraining;

/// <summary>
/// Turns a FLOAT32 model into an INT8 one by TFLite's conventions: activations asymmetric per tensor from min/max calibration,
/// weights symmetric, biases int32. Inputs and outputs of the model become INT8. The same model and samples give the same bytes.
/// </summary>
public static class PostTrainingQuantizer
{
    /// <summary>Calibrates with the samples, then quantizes.</summary>
    /// <param name="graph">A model whose activations are all FLOAT32.</param>
    /// <param name="samples">Float32 inputs of one sample after another, each in the model's order.</param>
    /// <exception cref="ArgumentException">No sample, or not a whole number of samples.</exception>
    /// <exception cref="ModelException">The model cannot be run, or has an operator or sharing that is not quantized.</exception>
    public static QuantizedModel Quantize(ModelGraph graph, ReadOnlyMemory<float> samples)
    {
        ArgumentNullException.ThrowIfNull(graph);
        // Before calibration, which may take long, and which would name the operators that run, not those that quantize.
        foreach (var node in graph.Operators)
            LayerRule.Find(node);
        return Quantize(graph, Calibration.Observe(graph, samples));
    }

    /// <summary>Quantizes with ranges that were seen before.</summary>
    /// <exception cref="ArgumentException">The ranges belong to a model with another number of tensors.</exception>
    /// <exception cref="ModelException">The model is damaged, or has an operator or sharing that is not quantized.</exception>
    public static QuantizedModel Quantize(ModelGraph graph, CalibrationRanges ranges)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(ranges);
        if (ranges.Ranges.Length != graph.Tensors.Length)
            throw new ArgumentException(
                $"the ranges are of {ranges.Ranges.Length} tensors, the model has {graph.Tensors.Length}; calibrate this model",
                nameof(ranges));
        PreparedModel.Prepare(graph);
        var tensors = new QuantizedTensors(graph, ranges);
        var operators = graph.Operators.Select(node => Operator(graph, node, tensors.Visit(node))).ToArray();
        var file = ModelWriter.Write(new()
        {
            Description = graph.Description, Tensors = tensors.Specs(), Operators = [.. operators],
            Inputs = graph.Inputs, Outputs = graph.Outputs,
        });
        // What we write must run: a model that only fails on the board would be found too late.
        PreparedModel.Prepare(ModelReader.Read(file, graph.Name));
        return new(file, ranges, [.. tensors.Raised]);
    }

    private static OperatorSpec Operator(ModelGraph graph, OperatorNode node, LayerRule rule) => new()
    {
        Code = node.Code,
        Version = Math.Max(node.Version, rule.Version),
        Inputs = node.Inputs,
        Outputs = node.Outputs,
        Options = node.Options.IsPresent ? OperatorRegistry.Find(graph, node).ReadOptions(node.Options) : null,
    };
}
