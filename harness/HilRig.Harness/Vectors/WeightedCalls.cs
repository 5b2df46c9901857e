using HilRig.Harness.Images;
using HilRig.Kernels.Tensors;
using HilRig.Simulator.Models;
using HilRig.Vectors;

namespace HilRig.Harness.Vectors;

/// <summary>Convolutions and fully connected layers.</summary>
internal static class WeightedCalls
{
    public static IReadOnlyList<(string Function, Func<KernelCall, BoardCall> Make)> All { get; } =
    [
        ("arm_convolve_s8", ConvS8),
        ("arm_convolve_wrapper_s8", ConvS8),
        ("arm_convolve_1x1_s8", ConvS8),
        ("arm_convolve_1x1_s8_fast", ConvS8),
        ("arm_convolve_1_x_n_s8", ConvS8),
        ("arm_depthwise_conv_s8", DepthwiseS8),
        ("arm_depthwise_conv_wrapper_s8", DepthwiseS8),
        ("arm_depthwise_conv_3x3_s8", DepthwiseS8),
        ("arm_depthwise_conv_s8_opt", DepthwiseS8),
        ("arm_fully_connected_s8", FullyConnectedS8),
        ("arm_fully_connected_per_channel_s8", FullyConnectedS8),
        ("arm_fully_connected_wrapper_s8", FullyConnectedS8),
    ];

    private static BoardCall ConvS8(KernelCall call)
    {
        var filter = call.Dims("filter");
        return SlidingS8(call, BuiltinOperator.Conv2D, filter, Sliding(call, filter, depthMultiplier: 0, filter.C));
    }

    private static BoardCall DepthwiseS8(KernelCall call)
    {
        var filter = call.Dims("filter");
        return SlidingS8(call, BuiltinOperator.DepthwiseConv2D, filter, Sliding(call, filter, call.Int("ch_mult"), filterChannels: 0));
    }

    private static BoardCall SlidingS8(KernelCall call, BuiltinOperator code, Dims filter, int[] parameters)
    {
        var (input, output) = (call.Dims("input"), call.Dims("output"));
        var sections = Sections(call, parameters, call.Input<sbyte>("filter", filter.Count), output.C, call.Quantization());
        return new(code, ElementType.Int8, sections, [(input, BoardCall.Bytes(call.Input<sbyte>("input", input.Count)))], output);
    }

    private static BoardCall FullyConnectedS8(KernelCall call)
    {
        var (batches, depth, outputs) = (call.Dims("input").N, call.Dims("filter").N, call.Dims("output").C);
        var range = call.Activation();
        int[] parameters =
            [call.Int("input_offset"), call.Int("filter_offset"), call.Int("output_offset"), range.Min, range.Max, batches, depth, outputs];
        var isPerChannel = call.Int("is_per_channel", call.Quantization().Multipliers.Length > 1 ? 1 : 0) != 0;
        var quantization = isPerChannel ? call.Quantization() : call.Quantization().First;
        var sections = Sections(call, parameters, call.Input<sbyte>("filter", outputs * depth), outputs, quantization);
        return new(
            BuiltinOperator.FullyConnected, ElementType.Int8, sections,
            [(new(1, 1, batches, depth), BoardCall.Bytes(call.Input<sbyte>("input", batches * depth)))], new(1, 1, batches, outputs));
    }

    private static OperatorSections Sections(KernelCall call, int[] parameters, sbyte[] weights, int channels, OutputQuantization quantization)
    {
        var bias = call.Optional<int>("bias", channels);
        return new(false, parameters)
        {
            Weights = BoardCall.Bytes(weights),
            Bias = bias is null ? [] : BoardCall.Bytes(bias),
            BiasEncoding = bias is null ? BiasEncoding.None : BiasEncoding.Int32,
            Quantization = [.. quantization.Multipliers, .. quantization.Shifts],
            Channels = channels,
        };
    }

    private static int[] Sliding(KernelCall call, Dims filter, int depthMultiplier, int filterChannels)
    {
        var (stride, padding, dilation, range) = (call.Tile("stride"), call.Tile("padding"), call.Tile("dilation"), call.Activation());
        return
        [
            call.Int("input_offset"), call.Int("output_offset"), range.Min, range.Max, stride.H, stride.W, padding.H, padding.W,
            dilation.H, dilation.W, filter.H, filter.W, depthMultiplier, filterChannels,
        ];
    }
}
