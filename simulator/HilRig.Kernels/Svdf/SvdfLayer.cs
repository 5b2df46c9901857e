using System.Numerics;
using HilRig.Kernels.NNSupport;

namespace HilRig.Kernels.Svdf;

/// <summary>What <see cref="SvdfS8"/> and <see cref="SvdfStateS16S8"/> share; T is the type of state and time weights.</summary>
internal static class SvdfLayer
{
    public static void Run<T>(
        KernelContext context, SvdfParams parameters, SvdfDims dims, ReadOnlySpan<sbyte> input, Span<T> state,
        ReadOnlySpan<sbyte> weightsFeature, ReadOnlySpan<T> weightsTime, ReadOnlySpan<int> bias, Span<sbyte> output)
        where T : unmanaged, IBinaryInteger<T>
    {
        // Every feature's row moves left by one; its last cell, for a moment the next row's first, is written next.
        state[1..].CopyTo(state);
        for (var batch = 0; batch < dims.Batches; batch++)
        {
            var x = input.Slice(batch * dims.InputSize, dims.InputSize);
            var remembered = state.Slice(batch * dims.Features * dims.Memory, dims.Features * dims.Memory);
            for (var feature = 0; feature < dims.Features; feature++)
                remembered[feature * dims.Memory + dims.Memory - 1] =
                    Feature<T>(context, parameters, x, weightsFeature.Slice(feature * dims.InputSize, dims.InputSize));
            for (var unit = 0; unit < dims.Features / parameters.Rank; unit++)
                output[batch * (dims.Features / parameters.Rank) + unit] = Output(
                    context, parameters, dims, remembered, weightsTime, unit, bias.IsEmpty ? 0 : bias[unit]);
        }
    }

    // A clamp wider than the state's type keeps the low bits, as the C's store does.
    private static T Feature<T>(KernelContext context, SvdfParams p, ReadOnlySpan<sbyte> x, ReadOnlySpan<sbyte> weights)
        where T : unmanaged, IBinaryInteger<T>
    {
        var sum = 0;
        for (var i = 0; i < x.Length; i++)
            sum = context.Wrap32((long)sum + (x[i] - p.InputOffset) * weights[i]);
        return T.CreateTruncating(p.InputActivation.Clamp(context.Requantize(sum, p.InputScale)) + p.StateOffset);
    }

    private static sbyte Output<T>(
        KernelContext context, SvdfParams p, SvdfDims dims, ReadOnlySpan<T> state, ReadOnlySpan<T> weights, int unit, int bias)
        where T : unmanaged, IBinaryInteger<T>
    {
        var cells = p.Rank * dims.Memory;
        var sum = bias;
        for (var i = unit * cells; i < (unit + 1) * cells; i++)
            sum = context.Wrap32((long)sum + (int.CreateTruncating(state[i]) - p.StateOffset) * int.CreateTruncating(weights[i]));
        return context.OutputS8(sum, p.OutputScale, p.OutputOffset, p.OutputActivation);
    }
}
