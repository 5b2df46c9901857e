using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.FullyConnected;

/// <summary>FULLY_CONNECTED: input read flat, weights [outputs][depth], optional bias [outputs].</summary>
public sealed class FullyConnectedDefinition : OperatorDefinition
{
    // TensorFlow Lite Micro refuses a bias scale further than this many output steps from input scale * weight scale.
    private const double BiasScaleTolerance = 0.02;

    public override BuiltinOperator Code => BuiltinOperator.FullyConnected;

    public override int MaxVersion => 13;

    public override string SupportedTypes => "INT8 with INT8 or INT4 weights, INT16 with INT8 weights, FLOAT32";

    public override OperatorOptions ReadOptions(OptionsTable table) => FullyConnectedOptions.Read(table);

    public override PreparedOperator Prepare(PrepareContext context)
    {
        var options = FullyConnectedOptions.Read(context.Node.Options);
        if (options.WeightsFormat != 0)
            throw context.Unsupported($"weights format {options.WeightsFormat}", "0 (DEFAULT)");
        var geometry = Geometry(context);
        return context.SameType(context.Output, context.Input(0)).Type switch
        {
            ElementType.Int8 => Int8(context, geometry, options),
            ElementType.Int16 => Int16(context, geometry, options),
            ElementType.Float32 => new FullyConnectedFloat32(context, geometry, options.Activation.Float32Range()),
            _ => throw context.UnsupportedType(context.Input(0), SupportedTypes),
        };
    }

    private static FullyConnectedInt8 Int8(PrepareContext context, FullyConnectedGeometry geometry, FullyConnectedOptions options)
    {
        var layer = WeightedLayer.Read(context, geometry.Outputs, axis: 0, floatProduct: true);
        RequireBiasScale(context, layer.FilterScales, ElementType.Int32);
        return new(
            context, geometry,
            new(-layer.Input.ZeroPoint, FilterOffset(layer.FilterScales), layer.Output.ZeroPoint, options.Activation.Int8Range(layer.Output)),
            layer);
    }

    private static FullyConnectedInt16 Int16(PrepareContext context, FullyConnectedGeometry geometry, FullyConnectedOptions options)
    {
        var layer = WideLayer.Read(context, geometry.Outputs, axis: 0, options.BiasType, floatProduct: true);
        RequireBiasScale(context, layer.FilterScales, ElementType.Int64);
        var activation = options.Activation.Range(layer.Output, context.IntegerRange(context.Output));
        return new(context, geometry, new(0, FilterOffset(layer.FilterScales), 0, activation), layer);
    }

    private static int FilterOffset(TensorQuantization scales) => scales.IsPerChannel ? 0 : checked((int)-scales.ZeroPoint());

    private static void RequireBiasScale(PrepareContext context, TensorQuantization filter, ElementType type)
    {
        if (filter.IsPerChannel || context.OptionalInput(2) is not { } bias || bias.Type != type)
            return;
        var expected = (double)context.Scale(context.Input(0)).Scale * filter.Scale();
        var scale = bias.Quantization?.Scale() ?? 0;
        if (Math.Abs(expected - scale) / context.Scale(context.Output).Scale > BiasScaleTolerance)
            throw context.Malformed($"{bias} has scale {scale}, expected input scale * weight scale = {expected}");
    }

    private static FullyConnectedGeometry Geometry(PrepareContext context)
    {
        var (input, weights, output) = (context.Input(0), context.Input(1), context.Output);
        if (weights.Shape.Length != 2 || output.Shape.Length < 1 || weights.ElementCount < 1)
            throw context.Unsupported($"{weights} into {output}", "weights of rank 2, output of rank 1 or more");
        var (outputs, depth) = (weights.Shape[0], weights.Shape[1]);
        var batches = input.ElementCount / depth;
        if (batches * depth != input.ElementCount || output.ElementCount != batches * outputs || output.Shape[^1] != outputs)
            throw context.Malformed($"{input} times {weights} does not give {output}");
        return new((int)batches, depth, outputs);
    }
}
