using HilRig.Harness.Data;
using HilRig.Harness.Runs;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;

namespace HilRig.Harness.Bias.Repair;

/// <summary>Answers and outputs that repaired models are compared with.</summary>
/// <param name="Values">Outputs in output steps, sample after sample.</param>
internal sealed record RepairReference(double[] Values, int[] Predictions)
{
    /// <summary>The model with INT32 biases itself.</summary>
    public static RepairReference Int32(Outputs outputs) => new(outputs.Values, outputs.Predictions());

    /// <summary>The float twin, its outputs counted in the steps of the model's.</summary>
    public static RepairReference Float(FloatReference twin, PreparedModel model, SampleSet reals, CancellationToken cancellation)
    {
        var outputs = Outputs.Decode(twin.Model, BatchRunner.Run(twin.Model, reals.Bytes, reals.Count, cancellation: cancellation));
        var tensors = model.Graph.Outputs.Select(model.Graph.Tensor).SelectMany(t => Enumerable.Repeat(t, (int)t.ElementCount)).ToArray();
        return new([.. outputs.Values.Select((value, i) => Steps(value, tensors[i % tensors.Length]))], outputs.Predictions());
    }

    private static double Steps(double real, TensorInfo tensor) =>
        tensor.Quantization is { } q && tensor.Type != ElementType.Float32 ? real / q.Scale() + q.ZeroPoint() : real;
}
