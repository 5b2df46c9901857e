using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Vectorized;

namespace HilRig.Kernels.Svdf;

/// <summary><c>arm_svdf_state_s16_s8</c>: <see cref="SvdfS8"/> with int16 state and time weights. It needs no kernel sums.</summary>
/// <remarks>Shapes as in <see cref="SvdfS8"/>.</remarks>
public static class SvdfStateS16S8
{
    /// <param name="buffers">False for a buffer that is NULL: input_ctx, output_ctx.</param>
    /// <exception cref="KernelStatusException">Argument error: a buffer is NULL.</exception>
    public static void Run(
        KernelContext context, (bool Input, bool Output) buffers, SvdfParams parameters, SvdfDims dims, ReadOnlySpan<sbyte> input,
        Span<short> state, ReadOnlySpan<sbyte> weightsFeature, ReadOnlySpan<short> weightsTime, ReadOnlySpan<int> bias, Span<sbyte> output)
    {
        if (!buffers.Input || !buffers.Output)
            throw KernelStatusException.Argument("arm_svdf_state_s16_s8", $"{(buffers.Input ? "output" : "input")}_ctx->buf is NULL");
        SvdfLayer.Run<short, ScalarRowDot>(context, parameters, dims, input, state, weightsFeature, weightsTime, bias, output);
    }
}
