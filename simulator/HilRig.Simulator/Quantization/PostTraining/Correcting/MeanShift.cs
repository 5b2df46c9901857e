using System.Runtime.InteropServices;
using HilRig.Kernels.FixedPoint;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators;
using HilRig.Simulator.Operators.Common;
using HilRig.Simulator.Operators.TransposeConv;

namespace HilRig.Simulator.Quantization.PostTraining.Correcting;

/// <summary>What a quantized layer's channels give on average beyond the float layer's, before the activation.</summary>
internal static class MeanShift
{
    /// <param name="layer">The layer in the float graph.</param>
    /// <param name="real">Mean input of the float model.</param>
    /// <param name="seen">Mean of what the quantized model's input codes stand for.</param>
    /// <returns>One value for each output channel.</returns>
    public static double[] Of(ModelGraph graph, ModelGraph quantized, OperatorNode layer, double[] real, double[] seen)
    {
        var twin = FloatTwin.Of(quantized);
        var (expected, actual) = (Linear(graph, layer, real), Linear(twin, layer, seen));
        var channels = graph.Tensor(layer.Outputs[0]).Shape[^1];
        var shift = new double[channels];
        for (var i = 0; i < expected.Length; i++)
            shift[i % channels] += ((double)actual[i] - expected[i]) / (expected.Length / channels);
        return shift;
    }

    // The layer alone, without its activation.
    private static float[] Linear(ModelGraph graph, OperatorNode layer, double[] input)
    {
        var at = LayerRule.Find(layer).Weights!.Inputs.Input;
        var used = layer.Inputs.Append(layer.Outputs[0]).Where(t => t >= 0).Distinct().ToList();
        var options = layer.Options.IsPresent ? OperatorRegistry.Find(graph, layer).ReadOptions(layer.Options) : null;
        var file = ModelWriter.Write(new()
        {
            Tensors = [.. used.Select(graph.Tensor).Select(t => new TensorSpec { Name = t.Name, Type = t.Type, Shape = t.Shape, Data = t.Data })],
            Operators =
            [
                new()
                {
                    Code = layer.Code, Version = layer.Version, Options = WithoutActivation(options),
                    Inputs = [.. layer.Inputs.Select(t => t < 0 ? t : used.IndexOf(t))], Outputs = [used.IndexOf(layer.Outputs[0])],
                },
            ],
            Inputs = [used.IndexOf(layer.Inputs[at])], Outputs = [used.IndexOf(layer.Outputs[0])],
        });
        var model = PreparedModel.Prepare(ModelReader.Read(file, graph.Name), Rounding.Double);
        var output = BatchRunner.Run(model, MemoryMarshal.AsBytes(input.Select(x => (float)x).ToArray().AsSpan()).ToArray(), 1);
        return MemoryMarshal.Cast<byte, float>(output).ToArray();
    }

    private static OperatorOptions? WithoutActivation(OperatorOptions? options) => options is TransposeConvOptions transposed
        ? transposed with { Activation = FusedActivation.None }
        : Activations.With(options, FusedActivation.None);
}
