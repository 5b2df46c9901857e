using HilRig.Simulator.Execution;
using HilRig.Simulator.Operators;

namespace HilRig.Simulator.Quantization.Repair;

/// <summary>A layer whose bias is repaired.</summary>
/// <param name="Operator">Position in the prepared model's operators.</param>
/// <param name="Output">Index of its output tensor.</param>
/// <param name="First">Position of its first bias among all biases.</param>
/// <param name="OutputSteps">How many output steps one accumulator step is, for each channel.</param>
public sealed record RepairLayer(int Operator, string Name, int Output, IBiasedOperator Biased, LayerBias Bias, int First, double[] OutputSteps)
{
    public int Channels => Bias.Widened.Length;

    /// <summary>Position after its last bias among all biases.</summary>
    public int End => First + Channels;

    internal static IReadOnlyList<RepairLayer> Of(PreparedModel model)
    {
        var (layers, first) = (new List<RepairLayer>(), 0);
        for (var index = 0; index < model.Operators.Length; index++)
        {
            if (model.Operators[index] is not IBiasedOperator { Bias: { } bias } biased)
                continue;
            var node = model.Operators[index].Node;
            layers.Add(new(index, $"{node.Index} {node.Name}", node.Outputs[0], biased, bias, first, Steps(biased, bias.Widened.Length)));
            first += bias.Widened.Length;
        }
        return layers;
    }

    private static double[] Steps(IBiasedOperator layer, int channels) =>
        [.. Enumerable.Range(0, channels).Select(c => Math.ScaleB(layer.Quantization[c].Multiplier / (double)(1L << 31), layer.Quantization[c].Shift))];
}
