using HilRig.Simulator.Models;

namespace HilRig.Simulator.Execution;

/// <summary>A state that survives from one inference to the next.</summary>
/// <param name="Index">Tensor index in the graph.</param>
/// <param name="ResetByte">What every byte of it is filled with at the beginning: an INT8 tensor's zero point, else 0.</param>
public sealed record VariableTensor(int Index, byte ResetByte)
{
    internal static VariableTensor Of(TensorInfo tensor) =>
        new(tensor.Index, tensor is { Type: ElementType.Int8, Quantization: { } q } ? unchecked((byte)q.ZeroPoint()) : (byte)0);
}
