using HilRig.Kernels.BasicMath;
using HilRig.Kernels.Tensors;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;
using HilRig.Simulator.Operators.Elementwise;

namespace HilRig.Simulator.Operators.Arithmetic;

/// <summary>A binary operator with a fused activation.</summary>
public abstract class ArithmeticDefinition(BuiltinOperator code, int maxVersion, params OperatorForm[] forms)
    : BinaryDefinition(code, maxVersion, forms)
{
    public override OperatorOptions ReadOptions(OptionsTable table) => ArithmeticOptions.Read(table);

    /// <summary>Parameters of an operator whose output scale is a product of scales: MUL and DIV.</summary>
    /// <param name="factor">Real factor from codes to output codes, of the scales of both inputs and of the output.</param>
    protected static ElementwiseMulParams Factor(PrepareContext context, Func<float, float, float, double> factor)
    {
        var (a, b, output) = (Scale(context, context.Input(0)), Scale(context, context.Input(1)), Scale(context, context.Output));
        return new(
            -a.ZeroPoint, -b.ZeroPoint, output.ZeroPoint, context.Multiplier(factor(a.Scale, b.Scale, output.Scale), "the rescale factor"),
            Activation(context).Range(output, context.IntegerRange(context.Output)));
    }

    /// <summary>int16 kernels know no zero point.</summary>
    protected static TensorScale Scale(PrepareContext context, TensorInfo tensor) =>
        tensor.Type == ElementType.Int16 ? context.SymmetricScale(tensor) : context.Scale(tensor);

    protected static FusedActivation Activation(PrepareContext context) => ArithmeticOptions.Read(context.Node.Options).Activation;

    /// <summary>The FLOAT32 form, clamped by the fused activation.</summary>
    protected static OperatorForm Float(Func<float, float, float> function) => Form.Binary<float, float>(
        ElementType.Float32, ElementType.Float32, context =>
        {
            Float32Range range = Activation(context).Float32Range();
            return (_, a, b) => range.Clamp(function(a, b));
        });

    /// <summary>The form on INT32 without quantization: the exact result wraps, then the fused activation clamps.</summary>
    protected static OperatorForm Int32(Func<long, long, long> function) => Form.Binary<int, int>(
        ElementType.Int32, ElementType.Int32, context =>
        {
            ActivationRange range = Activation(context).Int32Range();
            return (kernel, a, b) => range.Clamp(kernel.Wrap32(function(a, b)));
        });
}
