using System.Numerics;
using HilRig.Kernels.Reference;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Elementwise;

namespace HilRig.Simulator.Operators.Dequantize;

/// <summary>DEQUANTIZE: codes to real values. FLOAT32 to FLOAT32 copies, as in a float twin.</summary>
public sealed class DequantizeDefinition() : UnaryDefinition(
    BuiltinOperator.Dequantize, 6,
    Form.Unary<sbyte, float>(ElementType.Int8, ElementType.Float32, Codes<sbyte>),
    Form.Unary<byte, float>(ElementType.UInt8, ElementType.Float32, Codes<byte>),
    Form.Unary<short, float>(ElementType.Int16, ElementType.Float32, Codes<short>),
    Form.Unary<Half, float>(ElementType.Float16, ElementType.Float32, _ => (_, x) => (float)x),
    Form.Unary(x => x))
{
    private static UnaryFunction<T, float> Codes<T>(PrepareContext context)
        where T : unmanaged, IBinaryInteger<T>
    {
        var (scale, zeroPoint) = context.Scale(context.Input(0));
        return (_, x) => Rescaling.Dequantize(int.CreateTruncating(x), scale, zeroPoint);
    }
}
