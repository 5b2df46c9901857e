using System.Numerics;
using HilRig.Kernels.Pooling;
using HilRig.Kernels.Tensors;
using HilRig.Kernels.Vectorized;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.AveragePool2D;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.MaxPool2D;

/// <summary>MAX_POOL_2D; input and output share one quantization.</summary>
public sealed class MaxPool2DDefinition : OperatorDefinition
{
    private delegate void Definition<T>(PoolParams parameters, Dims input, ReadOnlySpan<T> x, Dims filter, Dims output, Span<T> y);

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
            ElementType.Int8 => Codes<sbyte>(context, geometry, geometry.Codes(context, activation), MaxPoolS8.Run),
            ElementType.Int16 => Codes<short>(context, geometry, geometry.Codes(context, activation), MaxPoolS16.Run),
            ElementType.Float32 => Float32(context.Node, geometry, activation),
            _ => throw context.UnsupportedType(context.Output, SupportedTypes),
        };
    }

    private static PreparedOperator Codes<T>(PrepareContext context, PoolGeometry g, PoolParams parameters, Definition<T> definition)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        var width = context.Width;
        var prepared = width != VectorWidth.Scalar && VectorMaxPool.Serves<T>(parameters, g.Input, g.Filter, g.Output)
            ? new MapOperator<T, T>(context.Node, (_, input, output) => VectorMaxPool.Run<T>(parameters, g.Input, input, g.Filter, g.Output, output, width), g.Taps)
            : new(context.Node, (_, input, output) => definition(parameters, g.Input, input, g.Filter, g.Output, output), g.Taps);
        return prepared.With(new PoolArguments(g, parameters.Activation));
    }

    private static MapOperator<float, float> Float32(OperatorNode node, PoolGeometry g, FusedActivation activation)
    {
        var range = activation.Float32Range();
        return new(node, (_, input, output) =>
            WindowPoolF32.Max(g.Stride, g.Padding, range, g.Input, input, g.Filter, g.Output, output), g.Taps);
    }
}
