namespace HilRig.Simulator.Execution;

/// <summary>Where an activation lies in the arena and when it is alive.</summary>
/// <param name="Tensor">Index in the graph.</param>
/// <param name="Offset">Bytes from the arena's beginning, a multiple of 16.</param>
/// <param name="Bytes">Size of the tensor.</param>
/// <param name="FirstOperator">Index of the operator that writes it; -1 for a model input.</param>
/// <param name="LastOperator">Index of the last operator that reads it; the operator count for a model output.</param>
public readonly record struct TensorPlace(int Tensor, int Offset, int Bytes, int FirstOperator, int LastOperator);
