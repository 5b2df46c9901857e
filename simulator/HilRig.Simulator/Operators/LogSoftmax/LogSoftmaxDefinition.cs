using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.Reference;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;
using HilRig.Simulator.Operators.Softmax;

namespace HilRig.Simulator.Operators.LogSoftmax;

/// <summary>LOG_SOFTMAX over the last dimension.</summary>
public sealed class LogSoftmaxDefinition() : FormedOperator(
    BuiltinOperator.LogSoftmax, 2, decides: 0, new OperatorForm(ElementType.Int8, Codes), new OperatorForm(ElementType.Float32, Real))
{
    private static readonly TensorScale Int8Output = new(1f / 16, 127);

    protected override void Validate(PrepareContext context) => context.SameType(context.Output, context.Input(0));

    private static MapOperator<float, float> Real(PrepareContext context)
    {
        var rowSize = SoftmaxScaling.Rows(context).RowSize;
        return new(context.Node, (_, input, output) => LogSoftmaxF32.Run(rowSize, input, output));
    }

    // As TensorFlow Lite Micro prepares it.
    private static MapOperator<sbyte, sbyte> Codes(PrepareContext context)
    {
        if (context.Scale(context.Output) != Int8Output)
            throw context.Unsupported($"output quantization {context.Scale(context.Output)}", $"{Int8Output}");
        var (rowSize, exponent) = (SoftmaxScaling.Rows(context).RowSize, SoftmaxScaling.Of8Bit(context, beta: 1));
        if (rowSize > LogSoftmaxS8.LongestRow)
            throw context.Unsupported($"rows of {rowSize}", $"rows of at most {LogSoftmaxS8.LongestRow}: beyond, the kernel's sum overflows");
        QuantizedMultiplier reverse = context.SmallerThanOne(Math.ScaleB(1, 31 - exponent.Shift) / exponent.Multiplier);
        var parameters = new LogSoftmaxParams(exponent, reverse);
        return new(context.Node, (session, input, output) => LogSoftmaxS8.Run(session.Kernel, parameters, rowSize, input, output));
    }
}
