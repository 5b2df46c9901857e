using HilRig.Kernels.Pooling;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.AveragePool2D;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.MaxPool2D;

/// <summary>MAX_POOL_2D; input and output share one quantization.</summary>
public sealed class MaxPool2DDefinition : OperatorDefinition
{
    public override BuiltinOperator Code => BuiltinOperator.MaxPool2D;

    public override int MaxVersion => 3;

    public override string SupportedTypes => "INT8, INT16 and FLOAT32";

    public override OperatorOptions ReadOptions(OptionsTable table) => Pool2DOptions.Read(table);

    public override PreparedOperator Prepare(PrepareContext context)
    {
        var activation = Pool2DOptions.Read(context.Node.Options).Activation;
        var geometry = PoolGeometry.Of(context, Pool2DOptions.Read(context.Node.Options));
        return context.Output.Type switch
        {
            ElementType.Int8 => Int8(context.Node, geometry, geometry.Codes(context, activation)),
            ElementType.Int16 => Int16(context.Node, geometry, geometry.Codes(context, activation)),
            ElementType.Float32 => Float32(context.Node, geometry, activation),
            _ => throw context.UnsupportedType(context.Output, SupportedTypes),
        };
    }

    private static MapOperator<sbyte, sbyte> Int8(OperatorNode node, PoolGeometry g, PoolParams parameters) =>
        new(node, (_, input, output) => MaxPoolS8.Run(parameters, g.Input, input, g.Filter, g.Output, output), g.Taps);

    private static MapOperator<short, short> Int16(OperatorNode node, PoolGeometry g, PoolParams parameters) =>
        new(node, (_, input, output) => MaxPoolS16.Run(parameters, g.Input, input, g.Filter, g.Output, output), g.Taps);

    private static MapOperator<float, float> Float32(OperatorNode node, PoolGeometry g, FusedActivation activation)
    {
        var range = activation.Float32Range();
        return new(node, (_, input, output) =>
            WindowPoolF32.Max(g.Stride, g.Padding, range, g.Input, input, g.Filter, g.Output, output), g.Taps);
    }
}
