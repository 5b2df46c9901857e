using HilRig.Kernels.Legacy;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Vectors.Bindings;

/// <summary>Arguments of the legacy convolutions, square and not.</summary>
internal static class LegacyConvBindings
{
    internal delegate void Kernel<T>(
        KernelContext context, LegacyConvParams parameters, ReadOnlySpan<T> input, ReadOnlySpan<T> weights, ReadOnlySpan<T> bias, Span<T> output);

    public static void Square<T>(KernelCall call, Kernel<T> kernel)
        where T : unmanaged => Run(call, kernel, Read(call, name => new(call.Int(name), call.Int(name))));

    public static void Nonsquare<T>(KernelCall call, Kernel<T> kernel)
        where T : unmanaged => Run(call, kernel, Read(call, name => new(call.Int(name + "_x"), call.Int(name + "_y"))));

    private static LegacyConvParams Read(KernelCall call, Func<string, Tile> tile)
    {
        var (input, output) = (tile("dim_im_in"), tile("dim_im_out"));
        return new(
            new(1, input.H, input.W, call.Int("ch_im_in")), tile("dim_kernel"), tile("padding"), tile("stride"), call.Int("bias_shift"),
            call.Int("out_shift"), new(1, output.H, output.W, call.Int("ch_im_out")));
    }

    private static void Run<T>(KernelCall call, Kernel<T> kernel, LegacyConvParams p)
        where T : unmanaged
    {
        var isDepthwise = call.Case.Function.Contains("depthwise", StringComparison.Ordinal);
        var weights = p.Kernel.W * p.Kernel.H * p.Output.C * (isDepthwise ? 1 : p.Input.C);
        var output = new T[p.Output.Count];
        kernel(
            call.Context, p, call.Input<T>("Im_in", p.Input.Count), call.Input<T>("wt", weights), call.Input<T>("bias", p.Output.C), output);
        call.Scratch("bufferA_q15_elems", p.BufferElements);
        call.Output("Im_out", output);
    }
}
