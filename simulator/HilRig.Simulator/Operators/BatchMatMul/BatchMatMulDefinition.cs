using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.FullyConnected;
using HilRig.Kernels.Vectorized;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.BatchMatMul;

/// <summary>BATCH_MATMUL of matrices in up to two batch dimensions, broadcast; either side may come transposed.</summary>
public sealed class BatchMatMulDefinition : OperatorDefinition
{
    public override BuiltinOperator Code => BuiltinOperator.BatchMatMul;

    public override int MaxVersion => 4;

    public override string SupportedTypes => "INT8, INT16 and FLOAT32";

    public override OperatorOptions ReadOptions(OptionsTable table) => BatchMatMulOptions.Read(table);

    public override PreparedOperator Prepare(PrepareContext context)
    {
        var geometry = BatchMatMulGeometry.Of(context, BatchMatMulOptions.Read(context.Node.Options));
        return context.Output.Type switch
        {
            ElementType.Int8 => Int8(context, geometry),
            ElementType.Int16 => Int16(context, geometry),
            ElementType.Float32 => new BatchMatMulOperator<float>(context.Node, geometry, (_, left, right, output) =>
                BatchMatmulF32.Run(geometry.Left, left, geometry.Right, right, geometry.Output, output)),
            _ => throw context.UnsupportedType(context.Output, SupportedTypes),
        };
    }

    private static BatchMatMulOperator<sbyte> Int8(PrepareContext context, BatchMatMulGeometry g)
    {
        var (left, right, output) = (context.Scale(context.Input(0)), context.Scale(context.Input(1)), context.Scale(context.Output));
        var parameters = Parameters(context, -left.ZeroPoint, -right.ZeroPoint, output.ZeroPoint);
        var factor = Factor(context, left, right, output);
        var width = context.Width;
        if (width != VectorWidth.Scalar && VectorBatchMatmulS8.Serves(parameters, g.Left))
            return new(context.Node, g, (session, a, b, result) =>
                VectorBatchMatmulS8.Run(session.Kernel, parameters, factor, g.Left, a, g.Right, b, g.Output, result, width));
        return new(context.Node, g, (session, a, b, result) =>
            BatchMatmulS8.Run(session.Kernel, parameters, factor, g.Left, a, g.Right, b, g.Output, result));
    }

    private static BatchMatMulOperator<short> Int16(PrepareContext context, BatchMatMulGeometry g)
    {
        var parameters = Parameters(context, 0, 0, 0);
        var factor = Factor(
            context, context.SymmetricScale(context.Input(0)), context.SymmetricScale(context.Input(1)), context.SymmetricScale(context.Output));
        context.RequireWide(factor);
        return new(context.Node, g, (session, a, b, result) =>
            BatchMatmulS16.Run(session.Kernel, parameters, factor, g.Left, a, g.Right, b, g.Output, result));
    }

    // As TensorFlow Lite Micro prepares it: the product in float32, the division in float64.
    private static QuantizedMultiplier Factor(PrepareContext context, TensorScale left, TensorScale right, TensorScale output) =>
        context.Multiplier((double)(left.Scale * right.Scale) / output.Scale, "left scale * right scale / output scale");

    private static BatchMatmulParams Parameters(PrepareContext context, int leftOffset, int rightOffset, int outputOffset) =>
        new(false, false, new(leftOffset, rightOffset, outputOffset, context.IntegerRange(context.Output)));
}
