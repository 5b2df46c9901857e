using HilRig.Kernels.Convolution;

namespace HilRig.Vectors.Bindings;

/// <summary>arm_convolve_*.</summary>
internal static class ConvolutionBindings
{
    public static IReadOnlyList<(string Function, Action<KernelCall> Run)> All { get; } =
    [
        ("arm_convolve_s8", ConvolveS8),
    ];

    internal static ConvParams Conv(KernelCall call) => new(
        call.Int("input_offset"), call.Int("output_offset"), call.Tile("stride"), call.Tile("padding"), call.Tile("dilation"),
        call.Activation());

    private static void ConvolveS8(KernelCall call)
    {
        var (parameters, quantization) = (Conv(call), call.Quantization());
        var (input, filter, output) = (call.Dims("input"), call.Dims("filter"), call.Dims("output"));
        var (x, w, bias) = (call.Input<sbyte>("input", input.Count), call.Input<sbyte>("filter", filter.Count), call.Optional<int>("bias", filter.N) ?? []);
        var y = new sbyte[output.Count];
        if (call.WantsVector)
        {
            var packed = new PackedConvolveS8(parameters, quantization, input, filter, w, bias, output, call.Settings.Rounding, call.Settings.Width);
            packed.Run(x, y, new short[packed.ScratchElements]);
            call.RanVector = true;
        }
        else
            Kernels.Convolution.ConvolveS8.Run(call.Context, parameters, quantization, input, x, filter, w, bias, output, y);
        call.Output("output", y);
    }
}
