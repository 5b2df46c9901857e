using HilRig.Harness.Data;
using HilRig.Harness.Targets;
using HilRig.Reporting.Statistics;
using HilRig.Simulator.Execution;

namespace HilRig.Harness.Runs;

/// <summary>What every target of a run is compared with: the simulator's outputs and the float reference's.</summary>
/// <param name="Simulated">The simulator's run, layers included.</param>
/// <param name="Float">The float reference's outputs, in real numbers.</param>
/// <param name="FloatBytes">The same as the float model gave them.</param>
/// <param name="Int32">Real outputs of the model before its biases were narrowed; null when the run narrowed none.</param>
internal sealed record Baseline(
    PreparedModel Model, FloatReference Reference, TargetRun Simulated, Outputs Float, byte[] FloatBytes, int[] FloatPredictions,
    Outputs? Int32, IReadOnlyList<LayerError>? LayerErrors, int[]? Labels)
{
    /// <summary>Outputs of one target as real numbers.</summary>
    public static Outputs Real(ReadOnlySpan<byte> outputs, PreparedModel model) =>
        Outputs.DecodeReal(model, outputs);

    /// <summary>Output RMSE against the float reference, in real units.</summary>
    public double Rmse(Outputs real) =>
        StepError.Between(real.Values, Float.Values.AsSpan(0, real.Values.Length)).Rmse;

    /// <summary>Whether outputs are answers that can change.</summary>
    public bool IsClassifier => Answering.HasClasses(Model, Labels);
}
