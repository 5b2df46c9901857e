using System.Numerics;
using HilRig.Kernels.Svdf;
using HilRig.Kernels.Vectorized;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.Svdf;

/// <summary>
/// SVDF: features of the input remembered over time. INT8 with a state and time weights of INT8 or INT16; an INT8 state saturates,
/// as in the reference (CMSIS-NN's glue lets it wrap). Only FLOAT32 applies the fused activation.
/// </summary>
public sealed class SvdfDefinition : OperatorDefinition
{
    private const double BiasScaleTolerance = 1e-5;

    public override BuiltinOperator Code => BuiltinOperator.Svdf;

    public override int MaxVersion => 4;

    public override string SupportedTypes => "INT8 with a state of INT8 or INT16, FLOAT32";

    public override OperatorOptions ReadOptions(OptionsTable table) => SvdfOptions.Read(table);

    public override PreparedOperator Prepare(PrepareContext context)
    {
        var options = SvdfOptions.Read(context.Node.Options);
        var inputs = SvdfInputs.Of(context, options.Rank);
        context.SameType(context.Output, context.Input(0));
        context.SameType(inputs.State, inputs.Time);
        return (context.Output.Type, inputs.State.Type) switch
        {
            (ElementType.Int8, ElementType.Int8) => Int8(context, inputs, options),
            (ElementType.Int8, ElementType.Int16) => Int16(context, inputs, options),
            (ElementType.Float32, ElementType.Float32) => Float32(context, inputs, options),
            _ => throw context.Unsupported($"{context.Output} with {inputs.State}", SupportedTypes),
        };
    }

    private static SvdfInt8 Int8(PrepareContext context, SvdfInputs inputs, SvdfOptions options) => new(
        context, inputs, Parameters(context, inputs, options), Weights<sbyte>(context, inputs.Feature, ElementType.Int8),
        Weights<sbyte>(context, inputs.Time, ElementType.Int8), Bias<int>(context, inputs, ElementType.Int32));

    private static PreparedOperator Int16(PrepareContext context, SvdfInputs inputs, SvdfOptions options)
    {
        var (parameters, bias) = (Parameters(context, inputs, options), Bias<int>(context, inputs, ElementType.Int32));
        var feature = Weights<sbyte>(context, inputs.Feature, ElementType.Int8);
        var time = Weights<short>(context, inputs.Time, ElementType.Int16);
        var prepared = Packed(context, inputs, parameters, bias, feature, time) ?? new SvdfOperator(context, inputs, session => SvdfStateS16S8.Run(
            session.Kernel, (true, true), parameters, inputs.Dims, session.Int8(context.Node.Inputs[0]),
            session.Int16(context.Node.Inputs[4]), feature, time, bias, session.Int8(context.Node.Outputs[0])));
        return prepared.With(new SvdfArguments(parameters, feature, time, bias));
    }

    // Null where the definition runs.
    private static SvdfOperator? Packed<T>(PrepareContext context, SvdfInputs inputs, SvdfParams parameters, int[] bias, sbyte[] feature, T[] time)
        where T : unmanaged, IBinaryInteger<T>
    {
        var (width, input, output, state) = (context.Width, context.Node.Inputs[0], context.Node.Outputs[0], inputs.State.Index);
        return width == VectorWidth.Scalar || !VectorSvdf.Serves(parameters, inputs.Dims, bias)
            ? null
            : new(context, inputs, session => VectorSvdf.Run(
                session.Kernel, parameters, inputs.Dims, session.Int8(input), session.Span<T>(state), feature, time, bias, session.Int8(output), width));
    }

    private static SvdfOperator Float32(PrepareContext context, SvdfInputs inputs, SvdfOptions options)
    {
        var (range, bias) = (options.Activation.Float32Range(), Bias<float>(context, inputs, ElementType.Float32));
        var feature = Weights<float>(context, inputs.Feature, ElementType.Float32);
        var time = Weights<float>(context, inputs.Time, ElementType.Float32);
        return new(context, inputs, session => SvdfF32.Run(
            range, options.Rank, inputs.Dims, session.Float32(context.Node.Inputs[0]), session.Float32(context.Node.Inputs[4]), feature,
            time, bias, session.Float32(context.Node.Outputs[0])));
    }

    // As TensorFlow Lite Micro prepares it: float32 throughout.
    private static SvdfParams Parameters(PrepareContext context, SvdfInputs inputs, SvdfOptions options)
    {
        var (input, output) = (context.Scale(context.Input(0)), context.Scale(context.Output));
        var (feature, time, state) = (context.Scale(inputs.Feature), context.Scale(inputs.Time), context.Scale(inputs.State));
        var expected = state.Scale * time.Scale;
        if (inputs.Bias?.Quantization is { } bias && Math.Abs(bias.Scale() - expected) >= BiasScaleTolerance)
            throw context.Malformed($"{inputs.Bias} has scale {bias.Scale()}, expected state scale * time scale = {expected}");
        return new(
            options.Rank, input.ZeroPoint, output.ZeroPoint, context.IntegerRange(inputs.State), context.IntegerRange(context.Output),
            context.Multiplier(input.Scale * feature.Scale / state.Scale, "input scale * feature scale / state scale"),
            context.Multiplier(state.Scale * time.Scale / output.Scale, "state scale * time scale / output scale"),
            state.ZeroPoint);
    }

    private static T[] Weights<T>(PrepareContext context, TensorInfo tensor, ElementType type)
        where T : unmanaged, INumber<T> => PrepareContext.Values<T>(context.Constant(tensor, type));

    private static T[] Bias<T>(PrepareContext context, SvdfInputs inputs, ElementType type)
        where T : unmanaged, INumber<T> => inputs.Bias is { } bias ? Weights<T>(context, bias, type) : [];
}
