using System.Collections.Immutable;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators;
using HilRig.Simulator.Operators.Common;
using HilRig.Simulator.Quantization.PostTraining.Formats;

namespace HilRig.Simulator.Quantization.PostTraining;

/// <summary>A float model and its ranges as the file of an integer model.</summary>
internal static class QuantizedFile
{
    /// <summary>The biases of q7: INT8, one shift for each layer, never negative.</summary>
    public static readonly BiasSpec LegacyBias = BiasSpec.Parse("int8:layer-shift");

    public static QuantizedModel Write(ModelGraph graph, CalibrationRanges ranges, QuantizationOptions options)
    {
        var format = NumberFormat.Of(options.To);
        var tensors = new QuantizedTensors(graph, ranges, format);
        var specs = tensors.Specs().ToList();
        var operators = graph.Operators.SelectMany(node => Operators(graph, node, tensors, specs, format)).ToImmutableArray();
        var file = ModelWriter.Write(new()
        {
            Description = graph.Description, Tensors = [.. specs], Operators = operators, Inputs = graph.Inputs, Outputs = graph.Outputs,
        });
        var bias = options.To == QuantizationTarget.Q7 ? LegacyBias : options.Bias ?? BiasSpec.Int32;
        // What we write must run: a model that only fails on the board would be found too late.
        var written = ModelReader.Read(file, graph.Name);
        PreparedModel.Prepare(written);
        return new(BiasNarrower.Apply(written, bias), ranges, [.. tensors.Raised])
        {
            Source = graph,
            WideFile = file,
            RaisedOutputs = [.. tensors.RaisedOutputs.Select(r => new RaisedOutput(r.Key, r.Value.Natural, r.Value.Raised))],
        };
    }

    private static IEnumerable<OperatorSpec> Operators(
        ModelGraph graph, OperatorNode node, QuantizedTensors tensors, List<TensorSpec> specs, NumberFormat format)
    {
        var inputs = node.Inputs;
        for (var position = 0; position < inputs.Length; position++)
        {
            if (!tensors.Requantized.Contains((node.Index, position)))
                continue;
            var requantize = Requantize(graph.Tensor(inputs[position]), tensors.Scale(node.Outputs[0]), specs, format);
            inputs = inputs.SetItem(position, requantize.Outputs[0]);
            yield return requantize;
        }
        var options = node.Options.IsPresent ? OperatorRegistry.Find(graph, node).ReadOptions(node.Options) : null;
        yield return new()
        {
            Code = node.Code,
            Version = Math.Max(node.Version, format.Version(LayerRule.Find(node))!.Value),
            Inputs = inputs,
            Outputs = node.Outputs,
            Options = options is null ? null : format.Options(options),
        };
    }

    private static OperatorSpec Requantize(TensorInfo tensor, TensorScale scale, List<TensorSpec> specs, NumberFormat format)
    {
        specs.Add(new()
        {
            Name = tensor.Name + "/requantized", Type = format.Activation, Shape = tensor.Shape, Quantization = new([scale.Scale], [scale.ZeroPoint]),
        });
        return new() { Code = BuiltinOperator.Quantize, Inputs = [tensor.Index], Outputs = [specs.Count - 1], Version = 2 };
    }
}
