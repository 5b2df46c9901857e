using HilRig.Simulator.Execution;

namespace HilRig.Simulator.Quantization.Repair;

/// <summary>The float twin of the model that is repaired, and its samples.</summary>
/// <param name="Model">Tensor indices agree with the model's.</param>
/// <param name="Inputs">The same samples as real numbers.</param>
public sealed record FloatTarget(PreparedModel Model, ReadOnlyMemory<byte> Inputs);
