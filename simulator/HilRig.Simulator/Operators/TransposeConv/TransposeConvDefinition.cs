using HilRig.Kernels.Convolution;
using HilRig.Kernels.Reference;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.TransposeConv;

/// <summary>
/// TRANSPOSE_CONV: output shape (not read: the output tensor's own counts), weights [Cout][kh][kw][Cin], input, optional bias. The
/// fused activation is applied, as the reference does and CMSIS-NN's glue does not.
/// </summary>
public sealed class TransposeConvDefinition : OperatorDefinition
{
    private static readonly LayerInputs Inputs = LayerInputs.Transposed;

    public override BuiltinOperator Code => BuiltinOperator.TransposeConv;

    public override int MaxVersion => 5;

    public override string SupportedTypes => "INT8, INT16 with INT8 weights, FLOAT32";

    public override OperatorOptions ReadOptions(OptionsTable table) => TransposeConvOptions.Read(table);

    public override PreparedOperator Prepare(PrepareContext context)
    {
        var options = TransposeConvOptions.Read(context.Node.Options);
        var geometry = Geometry(context, options);
        context.SameType(context.Output, context.Input(Inputs.Input));
        return context.Output.Type switch
        {
            ElementType.Int8 => Int8(context, geometry, options),
            ElementType.Int16 => Int16(context, geometry, options),
            ElementType.Float32 => Float32(context, geometry, options),
            _ => throw context.UnsupportedType(context.Output, SupportedTypes),
        };
    }

    private static TransposeConvInt8 Int8(PrepareContext context, ConvGeometry g, TransposeConvOptions options)
    {
        var layer = WeightedLayer.Read(context, g.Output.C, axis: 0, inputs: Inputs);
        var activation = options.Activation.Int8Range(layer.Output);
        return new(context, g, new(-layer.Input.ZeroPoint, layer.Output.ZeroPoint, g.Stride, g.Padding, activation), layer);
    }

    private static PreparedOperator Int16(PrepareContext context, ConvGeometry g, TransposeConvOptions options)
    {
        var layer = WideLayer.Read(context, g.Output.C, axis: 0, ElementType.Int64, inputs: Inputs);
        if (layer.IsInt32)
            throw context.UnsupportedType(context.Input(Inputs.Bias), "INT64");
        var parameters = new TransposeConvParams(
            0, 0, g.Stride, g.Padding, options.Activation.Range(layer.Output, context.IntegerRange(context.Output)));
        return new TransposeConvOperator(context.Node, g, session => TransposeConvolution.Run(
            session.Kernel, parameters, layer.Quantization, g.Input, session.Int16(context.Node.Inputs[2]), g.Filter, layer.Filter,
            layer.WideBias, g.Output, session.Int16(context.Node.Outputs[0]))).With(new TransposeConvArguments(parameters, layer));
    }

    private static TransposeConvOperator Float32(PrepareContext context, ConvGeometry g, TransposeConvOptions options)
    {
        var (weights, range) = (FloatWeights.Read(context, g.Output.C, Inputs), options.Activation.Float32Range());
        return new(context.Node, g, session => TransposeConvolution.Run(
            g.Stride, g.Padding, range, g.Input, session.Float32(context.Node.Inputs[2]), g.Filter, weights.Filter, weights.Bias, g.Output,
            session.Float32(context.Node.Outputs[0])));
    }

    // As TensorFlow Lite Micro prepares it: the pad is that of a convolution from the output to the input.
    private static ConvGeometry Geometry(PrepareContext context, TransposeConvOptions options)
    {
        var (input, filter) = (context.Nhwc(context.Input(Inputs.Input)), context.Nhwc(context.Input(Inputs.Weights)));
        var output = context.Nhwc(context.Output);
        if (input.C != filter.C || filter.N != output.C || input.N != output.N)
            throw context.Malformed($"input {input}, weights {filter} and output {output} do not fit: expected NxHxWxI, OxKxKxI and NxHxWxO");
        var rows = WindowAxis.Of(options.Padding, output.H, filter.H, options.Stride.H);
        var columns = WindowAxis.Of(options.Padding, output.W, filter.W, options.Stride.W);
        return new(options.Stride, new(columns.Before, rows.Before), new(1, 1), input, filter, output);
    }
}
