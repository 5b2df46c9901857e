using HilRig.Kernels.Pooling;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.AveragePool2D;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.L2Pool2D;

/// <summary>L2_POOL_2D: square root of the mean square.</summary>
public sealed class L2Pool2DDefinition : OperatorDefinition
{
    public override BuiltinOperator Code => BuiltinOperator.L2Pool2D;

    public override int MaxVersion => 1;

    public override string SupportedTypes => "FLOAT32";

    public override OperatorOptions ReadOptions(OptionsTable table) => Pool2DOptions.Read(table);

    public override PreparedOperator Prepare(PrepareContext context)
    {
        if (context.Input(0).Type != ElementType.Float32)
            throw context.UnsupportedType(context.Input(0), SupportedTypes);
        var g = PoolGeometry.Of(context, Pool2DOptions.Read(context.Node.Options));
        var range = Pool2DOptions.Read(context.Node.Options).Activation.Float32Range();
        return new MapOperator<float, float>(context.Node, (_, input, output) =>
            WindowPoolF32.L2(g.Stride, g.Padding, range, g.Input, input, g.Filter, g.Output, output), g.Taps);
    }
}
