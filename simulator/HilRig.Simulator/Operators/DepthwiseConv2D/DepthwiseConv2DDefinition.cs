using HilRig.Kernels.Tensors;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.DepthwiseConv2D;

/// <summary>DEPTHWISE_CONV_2D: input, weights [1][kh][kw][Cout], optional bias [Cout]; Cout is a multiple of the input channels.</summary>
public sealed class DepthwiseConv2DDefinition : OperatorDefinition
{
    public override BuiltinOperator Code => BuiltinOperator.DepthwiseConv2D;

    public override int MaxVersion => 7;

    public override string SupportedTypes => "INT8 with INT8 or INT4 weights, INT16 with INT8 weights, FLOAT32";

    public override OperatorOptions ReadOptions(OptionsTable table) => DepthwiseConv2DOptions.Read(table);

    public override PreparedOperator Prepare(PrepareContext context)
    {
        var options = DepthwiseConv2DOptions.Read(context.Node.Options);
        var geometry = Geometry(context, options);
        return context.SameType(context.Output, context.Input(0)).Type switch
        {
            ElementType.Int8 => Int8(context, geometry, options),
            ElementType.Int16 => Int16(context, geometry, options),
            ElementType.Float32 => new DepthwiseConv2DFloat32(context, geometry, geometry.Float32(options.Activation)),
            _ => throw context.UnsupportedType(context.Input(0), SupportedTypes),
        };
    }

    private static DepthwiseConv2DInt8 Int8(PrepareContext context, ConvGeometry geometry, DepthwiseConv2DOptions options)
    {
        var layer = WeightedLayer.Read(context, geometry.Output.C, axis: 3);
        var parameters = geometry.Int8(layer.Input, layer.Output, options.Activation);
        return new(context, geometry, new(parameters, geometry.Output.C / geometry.Input.C), layer);
    }

    private static DepthwiseConv2DInt16 Int16(PrepareContext context, ConvGeometry geometry, DepthwiseConv2DOptions options)
    {
        var layer = WideLayer.Read(context, geometry.Output.C, axis: 3, ElementType.Int64);
        if (layer.IsInt32)
            throw context.UnsupportedType(context.Input(2), "INT64; the kernels read it as that");
        return new(context, geometry, new(geometry.Int16(layer.Output, options.Activation), geometry.Output.C / geometry.Input.C), layer);
    }

    private static ConvGeometry Geometry(PrepareContext context, DepthwiseConv2DOptions options)
    {
        var input = context.Nhwc(context.Input(0));
        var filter = context.Nhwc(context.Input(1));
        if (filter.N != 1 || filter.C % input.C != 0)
            throw context.Malformed($"weights {filter} do not fit {input.C} input channels; expected 1 x kh x kw x a multiple of them");
        var rows = WindowAxis.Of(options.Padding, input.H, filter.H, options.Stride.H, options.Dilation.H);
        var columns = WindowAxis.Of(options.Padding, input.W, filter.W, options.Stride.W, options.Dilation.W);
        var output = new Dims(input.N, rows.Output, columns.Output, filter.C);
        context.RequireOutputDims(output);
        return new(options.Stride, new(columns.Before, rows.Before), options.Dilation, input, filter, output);
    }
}
