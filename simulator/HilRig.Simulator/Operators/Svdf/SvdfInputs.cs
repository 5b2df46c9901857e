using HilRig.Kernels.Svdf;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.Svdf;

/// <summary>The tensors of one SVDF, checked against each other.</summary>
/// <param name="Feature">Constant [features][input size].</param>
/// <param name="Time">Constant [features][memory].</param>
/// <param name="Bias">Constant [units]; null for none.</param>
/// <param name="State">Variable [batches][features * memory].</param>
internal sealed record SvdfInputs(TensorInfo Feature, TensorInfo Time, TensorInfo? Bias, TensorInfo State, SvdfDims Dims)
{
    public static SvdfInputs Of(PrepareContext context, int rank)
    {
        var (input, feature, time) = (context.Input(0), context.Input(1), context.Input(2));
        var areMatrices = input.Shape.Length == 2 && feature.Shape.Length == 2 && time.Shape.Length == 2;
        if (!areMatrices || input.ElementCount < 1 || feature.ElementCount < 1)
            throw context.Unsupported($"{input}, {feature} and {time}", "three tensors of rank 2");
        var dims = new SvdfDims(input.Shape[0], input.Shape[1], feature.Shape[0], time.Shape[1]);
        if (feature.Shape[1] != dims.InputSize || time.Shape[0] != dims.Features || dims.Memory < 1)
            throw context.Malformed($"{feature} and {time} do not fit {input}");
        if (rank < 1 || dims.Features % rank != 0)
            throw context.Malformed($"rank {rank} does not divide {dims.Features} features");
        var state = context.Variable(context.Input(4));
        if (state.ElementCount != (long)dims.Batches * dims.Features * dims.Memory)
            throw context.Malformed($"{state} should hold {dims.Batches} * {dims.Features} * {dims.Memory} elements");
        context.RequireShape(context.Output, dims.Batches, dims.Features / rank);
        return new(feature, time, ReadBias(context, dims.Features / rank), state, dims);
    }

    private static TensorInfo? ReadBias(PrepareContext context, int units)
    {
        var bias = context.OptionalInput(3);
        return bias is null || bias.ElementCount == units
            ? bias
            : throw context.Malformed($"{bias} has {bias.ElementCount} elements for {units} units");
    }
}
