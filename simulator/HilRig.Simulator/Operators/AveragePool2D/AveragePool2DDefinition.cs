using HilRig.Kernels.Pooling;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.AveragePool2D;

/// <summary>AVERAGE_POOL_2D; input and output share one quantization.</summary>
public sealed class AveragePool2DDefinition : OperatorDefinition
{
    public override BuiltinOperator Code => BuiltinOperator.AveragePool2D;

    public override int MaxVersion => 3;

    public override string SupportedTypes => "INT8, INT16 and FLOAT32";

    public override OperatorOptions ReadOptions(OptionsTable table) => Pool2DOptions.Read(table);

    public override PreparedOperator Prepare(PrepareContext context)
    {
        var activation = Pool2DOptions.Read(context.Node.Options).Activation;
        var geometry = PoolGeometry.Of(context, Pool2DOptions.Read(context.Node.Options));
        return context.Output.Type switch
        {
            ElementType.Int8 => new AveragePool2DInt8(context.Node, geometry, geometry.Codes(context, activation).Activation, context.Width),
            ElementType.Int16 => Int16(context, geometry, geometry.Codes(context, activation)),
            ElementType.Float32 => new AveragePool2DFloat32(context.Node, geometry, activation.Float32Range()),
            _ => throw context.UnsupportedType(context.Output, SupportedTypes),
        };
    }

    private static PreparedOperator Int16(PrepareContext context, PoolGeometry geometry, PoolParams parameters) =>
        new MapOperator<short, short>(context.Node, (session, input, output) =>
            AvgpoolS16.Run(session.Kernel, parameters, geometry.Input, input, geometry.Filter, geometry.Output, output), geometry.Taps)
            .With(new PoolArguments(geometry, parameters.Activation));
}
