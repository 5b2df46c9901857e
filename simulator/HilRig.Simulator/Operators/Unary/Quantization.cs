using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.Unary;

/// <summary>Scales of unary operators.</summary>
internal static class Quantization
{
    /// <summary>int16 has no zero point.</summary>
    public static TensorScale Of(PrepareContext context, TensorInfo tensor) =>
        tensor.Type == ElementType.Int16 ? context.SymmetricScale(tensor) : context.Scale(tensor);
}
