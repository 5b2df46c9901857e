using HilRig.Harness.Images;
using HilRig.Kernels.Tensors;
using HilRig.Simulator.Models;
using HilRig.Vectors;

namespace HilRig.Harness.Vectors;

/// <summary>Convolutions and fully connected layers.</summary>
internal static class WeightedCalls
{
    // How INT16 kernels sum: see hil_kernel_types.h.
    private const int Sums64 = 0, Sums32 = 1, SumsCmsisNN = 2;

    public static IReadOnlyList<(string Function, Func<KernelCall, BoardCall> Make)> All { get; } =
    [
        ("arm_convolve_s8", ConvS8),
        ("arm_convolve_wrapper_s8", ConvS8),
        ("arm_convolve_1x1_s8", ConvS8),
        ("arm_convolve_1x1_s8_fast", ConvS8),
        ("arm_convolve_1_x_n_s8", ConvS8),
        ("arm_convolve_s16", ConvS16),
        ("arm_convolve_wrapper_s16", ConvS16),
        ("arm_depthwise_conv_s8", DepthwiseS8),
        ("arm_depthwise_conv_wrapper_s8", DepthwiseS8),
        ("arm_depthwise_conv_3x3_s8", DepthwiseS8),
        ("arm_depthwise_conv_s8_opt", DepthwiseS8),
        ("arm_depthwise_conv_s16", DepthwiseS16),
        ("arm_depthwise_conv_wrapper_s16", DepthwiseS16),
        ("arm_depthwise_conv_fast_s16", DepthwiseS16),
        ("arm_transpose_conv_s8", TransposeConvS8),
        ("arm_transpose_conv_wrapper_s8", TransposeConvS8),
        ("arm_fully_connected_s8", FullyConnectedS8),
        ("arm_fully_connected_per_channel_s8", FullyConnectedS8),
        ("arm_fully_connected_wrapper_s8", FullyConnectedS8),
        ("arm_fully_connected_s16", FullyConnectedS16),
    ];

    private static BoardCall ConvS8(KernelCall call) =>
        Sliding<sbyte, int>(call, BuiltinOperator.Conv2D, call.Int("input_offset"), call.Tile("dilation"), 0, call.Dims("filter").C);

    private static BoardCall ConvS16(KernelCall call) => call.Int("is_int32_bias") != 0
        ? Sliding<short, int>(call, BuiltinOperator.Conv2D, Sums32, call.Tile("dilation"), 0, call.Dims("filter").C)
        : Sliding<short, long>(call, BuiltinOperator.Conv2D, SumsCmsisNN, call.Tile("dilation"), 0, call.Dims("filter").C);

    private static BoardCall DepthwiseS8(KernelCall call) =>
        Sliding<sbyte, int>(call, BuiltinOperator.DepthwiseConv2D, call.Int("input_offset"), call.Tile("dilation"), call.Int("ch_mult"), 0);

    private static BoardCall DepthwiseS16(KernelCall call) =>
        Sliding<short, long>(call, BuiltinOperator.DepthwiseConv2D, Sums64, call.Tile("dilation"), call.Int("ch_mult"), 0);

    private static BoardCall TransposeConvS8(KernelCall call) =>
        Sliding<sbyte, int>(call, BuiltinOperator.TransposeConv, call.Int("input_offset"), new(1, 1), 0, call.Dims("filter").C);

    /// <param name="first">The input's offset, or how an INT16 layer sums.</param>
    private static BoardCall Sliding<T, TBias>(
        KernelCall call, BuiltinOperator code, int first, Tile dilation, int depthMultiplier, int filterChannels)
        where T : unmanaged
        where TBias : unmanaged
    {
        var (input, filter, output, range) = (call.Dims("input"), call.Dims("filter"), call.Dims("output"), call.Activation());
        var (stride, padding) = (call.Tile("stride"), call.Tile("padding"));
        int[] parameters =
        [
            first, call.Int("output_offset", 0), range.Min, range.Max, stride.H, stride.W, padding.H, padding.W, dilation.H, dilation.W,
            filter.H, filter.W, depthMultiplier, filterChannels,
        ];
        var sections = Sections<TBias>(call, parameters, call.Input<sbyte>("filter", filter.Count), output.C, call.Quantization());
        return new(code, TypeOf<T>(), sections, BoardTensor.Output<T>(output), BoardTensor.Input(input, call.Input<T>("input", input.Count)));
    }

    private static BoardCall FullyConnectedS8(KernelCall call)
    {
        var isPerChannel = call.Int("is_per_channel", call.Quantization().Multipliers.Length > 1 ? 1 : 0) != 0;
        return FullyConnected<sbyte, int>(
            call, call.Int("input_offset"), call.Int("filter_offset"), isPerChannel ? call.Quantization() : call.Quantization().First);
    }

    // Arm's int16 kernel ignores the offsets.
    private static BoardCall FullyConnectedS16(KernelCall call) => FullyConnected<short, long>(call, Sums64, 0, call.Quantization().First);

    private static BoardCall FullyConnected<T, TBias>(KernelCall call, int first, int filterOffset, OutputQuantization quantization)
        where T : unmanaged
        where TBias : unmanaged
    {
        var (batches, depth, outputs, range) = (call.Dims("input").N, call.Dims("filter").N, call.Dims("output").C, call.Activation());
        int[] parameters = [first, filterOffset, call.Int("output_offset", 0), range.Min, range.Max, batches, depth, outputs];
        var sections = Sections<TBias>(call, parameters, call.Input<sbyte>("filter", outputs * depth), outputs, quantization);
        return new(
            BuiltinOperator.FullyConnected, TypeOf<T>(), sections, BoardTensor.Output<T>(new(1, 1, batches, outputs)),
            BoardTensor.Input(new(1, 1, batches, depth), call.Input<T>("input", batches * depth)));
    }

    private static OperatorSections Sections<TBias>(KernelCall call, int[] parameters, sbyte[] weights, int channels, OutputQuantization quantization)
        where TBias : unmanaged
    {
        var bias = call.Optional<TBias>("bias", channels);
        return new(parameters)
        {
            Weights = LayerSections.Bytes(weights),
            Bias = bias is null ? [] : LayerSections.Bytes(bias),
            BiasEncoding = bias is null ? BiasEncoding.None : typeof(TBias) == typeof(long) ? BiasEncoding.Int64 : BiasEncoding.Int32,
            Quantization = [.. quantization.Multipliers, .. quantization.Shifts],
            Channels = channels,
        };
    }

    private static ElementType TypeOf<T>() => typeof(T) == typeof(short) ? ElementType.Int16 : ElementType.Int8;
}
