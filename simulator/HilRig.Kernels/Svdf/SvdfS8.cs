using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Vectorized;

namespace HilRig.Kernels.Svdf;

/// <summary><c>arm_svdf_s8</c>: an int8 layer that remembers its features over time, state and time weights int8.</summary>
/// <remarks>
/// input [batches][input size], state [batches][features][memory] updated in place, weightsFeature [features][input size],
/// weightsTime [features][memory], bias [units] or empty, output [batches][units], units = features / rank.
/// </remarks>
public static class SvdfS8
{
    private const string Name = "arm_svdf_s8";

    /// <param name="buffers">False for a buffer that is NULL: input_ctx, output_ctx.</param>
    /// <exception cref="KernelStatusException">Argument error: a buffer is NULL; on MVE also the kernel sums' buffer.</exception>
    public static void Run(
        KernelContext context, (bool Input, bool Output) buffers, SvdfParams parameters, SvdfDims dims, ReadOnlySpan<sbyte> input,
        Span<sbyte> state, ReadOnlySpan<sbyte> weightsFeature, ReadOnlySpan<sbyte> weightsTime, ReadOnlySpan<int> bias, Span<sbyte> output)
    {
        if (!buffers.Input || !buffers.Output)
            throw KernelStatusException.Argument(Name, $"{(buffers.Input ? "output" : "input")}_ctx->buf is NULL");
        if (context.Path == KernelPath.Mve && !context.HasBuffer)
            throw KernelStatusException.Argument(Name, "ctx->buf is NULL; on MVE it holds the kernel sums");
        SvdfLayer.Run<sbyte, ScalarRowDot>(context, parameters, dims, input, state, weightsFeature, weightsTime, bias, output);
    }

    /// <summary><c>arm_svdf_s8_get_buffer_size</c>, bytes.</summary>
    public static int BufferSize(KernelPath path, int features) => path == KernelPath.Mve ? 4 * features : 0;
}
