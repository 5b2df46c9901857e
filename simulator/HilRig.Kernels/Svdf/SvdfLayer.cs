using System.Numerics;
using System.Runtime.InteropServices;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Vectorized;

namespace HilRig.Kernels.Svdf;

/// <summary>What <see cref="SvdfS8"/> and <see cref="SvdfStateS16S8"/> share; T is the type of state and time weights.</summary>
internal static class SvdfLayer
{
    public static void Run<T, TDot>(
        KernelContext context, SvdfParams parameters, SvdfDims dims, ReadOnlySpan<sbyte> input, Span<T> state,
        ReadOnlySpan<sbyte> weightsFeature, ReadOnlySpan<T> weightsTime, ReadOnlySpan<int> bias, Span<sbyte> output)
        where T : unmanaged, IBinaryInteger<T>
        where TDot : struct, IRowDot
    {
        // Every feature's row moves left by one; its last cell, for a moment the next row's first, is written next.
        state[1..].CopyTo(state);
        for (var batch = 0; batch < dims.Batches; batch++)
        {
            var x = input.Slice(batch * dims.InputSize, dims.InputSize);
            var remembered = state.Slice(batch * dims.Features * dims.Memory, dims.Features * dims.Memory);
            for (var feature = 0; feature < dims.Features; feature++)
                remembered[feature * dims.Memory + dims.Memory - 1] =
                    Feature<T, TDot>(context, parameters, x, weightsFeature.Slice(feature * dims.InputSize, dims.InputSize));
            for (var unit = 0; unit < dims.Features / parameters.Rank; unit++)
                output[batch * (dims.Features / parameters.Rank) + unit] = Output<T, TDot>(
                    context, parameters, dims, remembered, weightsTime, unit, bias.IsEmpty ? 0 : bias[unit]);
        }
    }

    // A clamp wider than the state's type keeps the low bits, as the C's store does.
    private static T Feature<T, TDot>(KernelContext context, SvdfParams p, ReadOnlySpan<sbyte> x, ReadOnlySpan<sbyte> weights)
        where T : unmanaged, IBinaryInteger<T>
        where TDot : struct, IRowDot
    {
        var sum = TDot.Of(context, 0, x, -p.InputOffset, weights, 0);
        return T.CreateTruncating(p.InputActivation.Clamp(context.Requantize(sum, p.InputScale)) + p.StateOffset);
    }

    private static sbyte Output<T, TDot>(
        KernelContext context, SvdfParams p, SvdfDims dims, ReadOnlySpan<T> state, ReadOnlySpan<T> weights, int unit, int bias)
        where T : unmanaged, IBinaryInteger<T>
        where TDot : struct, IRowDot
    {
        var cells = p.Rank * dims.Memory;
        var remembered = state.Slice(unit * cells, cells);
        var row = weights.Slice(unit * cells, cells);
        var sum = bias;
        if (typeof(T) == typeof(sbyte))
            sum = TDot.Of(context, sum, MemoryMarshal.Cast<T, sbyte>(remembered), -p.StateOffset, MemoryMarshal.Cast<T, sbyte>(row), 0);
        else
            for (var i = 0; i < cells; i++)
                sum = context.Wrap32((long)sum + (int.CreateTruncating(remembered[i]) - p.StateOffset) * int.CreateTruncating(row[i]));
        return context.OutputS8(sum, p.OutputScale, p.OutputOffset, p.OutputActivation);
    }
}
