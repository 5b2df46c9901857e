using HilRig.Kernels.Tensors;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.Conv2D;

/// <summary>CONV_2D: input, weights [Cout][kh][kw][Cin/groups], optional bias [Cout].</summary>
public sealed class Conv2DDefinition : OperatorDefinition
{
    public override BuiltinOperator Code => BuiltinOperator.Conv2D;

    public override int MaxVersion => 8;

    public override string SupportedTypes => "INT8 with INT8 or INT4 weights, INT16 with INT8 weights, FLOAT32";

    public override OperatorOptions ReadOptions(OptionsTable table) => Conv2DOptions.Read(table);

    public override PreparedOperator Prepare(PrepareContext context)
    {
        var options = Conv2DOptions.Read(context.Node.Options);
        var geometry = Geometry(context, options);
        return context.SameType(context.Output, context.Input(0)).Type switch
        {
            ElementType.Int8 => Int8(context, geometry, options),
            ElementType.Int16 => Int16(context, geometry, options),
            ElementType.Float32 => new Conv2DFloat32(context, geometry, geometry.Float32(options.Activation)),
            _ => throw context.UnsupportedType(context.Input(0), SupportedTypes),
        };
    }

    private static Conv2DInt8 Int8(PrepareContext context, ConvGeometry geometry, Conv2DOptions options)
    {
        var layer = WeightedLayer.Read(context, geometry.Output.C, axis: 0);
        return new(context, geometry, geometry.Int8(layer.Input, layer.Output, options.Activation), layer);
    }

    private static Conv2DInt16 Int16(PrepareContext context, ConvGeometry geometry, Conv2DOptions options)
    {
        var layer = WideLayer.Read(context, geometry.Output.C, axis: 0, options.BiasType);
        return new(context, geometry, geometry.Int16(layer.Output, options.Activation), layer);
    }

    private static ConvGeometry Geometry(PrepareContext context, Conv2DOptions options)
    {
        var input = context.Nhwc(context.Input(0));
        var filter = context.Nhwc(context.Input(1));
        if (input.C % filter.C != 0 || filter.N % (input.C / filter.C) != 0)
            throw context.Malformed($"{input.C} input channels, {filter.C} filter channels and {filter.N} outputs do not form whole groups");
        var rows = WindowAxis.Of(options.Padding, input.H, filter.H, options.Stride.H, options.Dilation.H);
        var columns = WindowAxis.Of(options.Padding, input.W, filter.W, options.Stride.W, options.Dilation.W);
        var output = new Dims(input.N, rows.Output, columns.Output, filter.N);
        context.RequireOutputDims(output);
        return new(options.Stride, new(columns.Before, rows.Before), options.Dilation, input, filter, output);
    }
}
