using HilRig.Kernels.Tensors;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.AveragePool2D;

/// <summary>AVERAGE_POOL_2D; input and output share one quantization.</summary>
public sealed class AveragePool2DDefinition : OperatorDefinition
{
    private const float ScaleTolerance = 1e-6f;

    public override BuiltinOperator Code => BuiltinOperator.AveragePool2D;

    public override int MaxVersion => 3;

    public override OperatorOptions ReadOptions(OptionsTable table) => Pool2DOptions.Read(table);

    public override PreparedOperator Prepare(PrepareContext context)
    {
        var options = Pool2DOptions.Read(context.Node.Options);
        var geometry = Geometry(context, options);
        if (context.Input(0).Type != context.Output.Type)
            throw context.UnsupportedType(context.Input(0), $"{context.Output.Type.TfLiteName()}, the output's type");
        return context.Output.Type switch
        {
            ElementType.Int8 => new AveragePool2DInt8(
                context.Node, geometry, options.Activation.Int8Range(SharedScale(context)), context.Width),
            ElementType.Float32 => new AveragePool2DFloat32(context.Node, geometry, options.Activation.Float32Range()),
            _ => throw context.UnsupportedType(context.Output, SupportedTypes),
        };
    }

    private static PoolGeometry Geometry(PrepareContext context, Pool2DOptions options)
    {
        var input = context.Nhwc(context.Input(0));
        var rows = WindowAxis.Of(options.Padding, input.H, options.Filter.H, options.Stride.H);
        var columns = WindowAxis.Of(options.Padding, input.W, options.Filter.W, options.Stride.W);
        var output = new Dims(input.N, rows.Output, columns.Output, input.C);
        context.RequireOutputDims(output);
        return new(options.Stride, new(columns.Before, rows.Before), input, new(1, options.Filter.H, options.Filter.W, 1), output);
    }

    private static TensorScale SharedScale(PrepareContext context)
    {
        var (input, output) = (context.Scale(context.Input(0)), context.Scale(context.Output));
        if (input.ZeroPoint != output.ZeroPoint || Math.Abs(input.Scale - output.Scale) > ScaleTolerance)
            throw context.Unsupported($"input quantization {input} differs from output quantization {output}", "equal quantization");
        return output;
    }
}
