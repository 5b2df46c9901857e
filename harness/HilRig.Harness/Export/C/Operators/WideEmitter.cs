using HilRig.Harness.Export.C.Text;
using HilRig.Kernels.Convolution;
using HilRig.Simulator.Operators;
using HilRig.Simulator.Operators.Common;
using HilRig.Simulator.Operators.Conv2D;
using HilRig.Simulator.Operators.DepthwiseConv2D;
using HilRig.Simulator.Operators.FullyConnected;

namespace HilRig.Harness.Export.C.Operators;

/// <summary>Layers of int16 activations and int8 weights, by the <c>_s16</c> functions.</summary>
internal static class WideEmitter
{
    private const string WantsInt64 = "CMSIS-NN reads its biases as int64; convert with int64 biases (the converter's default for 16x8)";

    public static CLayer? Emit(PreparedOperator prepared, LayerScope scope) => prepared switch
    {
        Conv2DInt16 o => Convolution(o, scope),
        DepthwiseConv2DInt16 o => Depthwise(o, scope),
        FullyConnectedInt16 o => FullyConnected(o, scope),
        _ => null,
    };

    private static CLayer Convolution(Conv2DInt16 o, LayerScope scope)
    {
        var (g, bias) = (o.Geometry, Biases(o.Layer, scope));
        if (g.Filter.C != g.Input.C)
            throw Refusal.Of(scope.Node, "CMSIS-NN's int16 convolution knows no groups; split the layer");
        var weights = scope.Data("weights", o.Layer.Filter, $"[{g.Filter.N}][{g.Filter.H}][{g.Filter.W}][{g.Filter.C}]");
        return new(scope.Context, ConvolutionCode.Call(scope, "arm_convolve_wrapper_s16", scope.Input(), weights, $"&{scope.Name}_bias_data"))
        {
            Notes = [ConvolutionCode.Note(g, $"; {Words(o.Layer)}")],
            Constants =
            [
                scope.Constant("cmsis_nn_conv_params", "params", ConvolutionCode.Members(o.Parameters)),
                scope.Scales("cmsis_nn_per_channel_quant_params", o.Layer.Quantization, g.Output.C), .. ConvolutionCode.Dims(scope, g),
                scope.Constant("cmsis_nn_bias_data", "bias_data", $"{{ {bias}, {(o.Layer.IsInt32 ? "true" : "false")} }}"),
            ],
            Scratch = ConvolutionCode.Scratch(scope, "arm_convolve_wrapper_s16_get_buffer_size"),
            ScratchBytes = build => ConvolveWrapperS16.BufferSize(build, g.Input, g.Filter),
        };
    }

    private static CLayer Depthwise(DepthwiseConv2DInt16 o, LayerScope scope)
    {
        var g = o.Geometry;
        if (o.Layer.IsInt32 || o.Layer.WideBias.Length == 0)
            throw Refusal.Of(scope.Node, WantsInt64);
        var weights = scope.Data("weights", o.Layer.Filter, $"[{g.Filter.H}][{g.Filter.W}][{g.Filter.C}]");
        return new(scope.Context, ConvolutionCode.Call(scope, "arm_depthwise_conv_wrapper_s16", scope.Input(), weights, Biases(o.Layer, scope)))
        {
            Notes = [ConvolutionCode.Note(g, $"; {Words(o.Layer)}")],
            Constants =
            [
                scope.Constant("cmsis_nn_dw_conv_params", "params", ConvolutionCode.Members(o.Parameters.Conv, $".ch_mult = {o.Parameters.ChannelMultiplier}")),
                scope.Scales("cmsis_nn_per_channel_quant_params", o.Layer.Quantization, g.Output.C), .. ConvolutionCode.Dims(scope, g),
            ],
            Scratch = ConvolutionCode.Scratch(scope, "arm_depthwise_conv_wrapper_s16_get_buffer_size"),
            ScratchBytes = build => DepthwiseConvWrapperS16.BufferSize(build, o.Parameters, g.Input, g.Filter),
        };
    }

    private static CLayer FullyConnected(FullyConnectedInt16 o, LayerScope scope)
    {
        var (g, p, scale) = (o.Geometry, o.Parameters, o.Layer.Quantization[0]);
        if (o.Layer.IsInt32 && o.Layer.NarrowBias.Length > 0)
            throw Refusal.Of(scope.Node, WantsInt64);
        if (o.Layer.FilterScales.IsPerChannel || p.FilterOffset != 0)
            throw Refusal.Of(scope.Node, "CMSIS-NN takes one weight scale without a zero point here; convert without per-channel dense layers");
        var weights = FullyConnectedCode.Weights(scope, g, o.Layer.Filter);
        return new(scope.Context, ConvolutionCode.Call(scope, "arm_fully_connected_s16", scope.Input(), weights, Biases(o.Layer, scope)))
        {
            Notes = [FullyConnectedCode.Note(g, Words(o.Layer))],
            Constants =
            [
                FullyConnectedCode.Parameters(scope, p),
                scope.Constant("cmsis_nn_per_tensor_quant_params", "scales", $"{{ .multiplier = {CExpression.Of(scale.Multiplier)}, .shift = {scale.Shift} }}"),
                .. FullyConnectedCode.Dims(scope, g),
            ],
            Scratch = $"    return arm_fully_connected_s16_get_buffer_size(&{scope.Name}_filter);",
        };
    }

    private static string Words(WideLayer layer) => (layer.NarrowBias.Length, layer.WideBias.Length) switch
    {
        (> 0 and var count, _) => $"{count} biases of int32",
        (_, > 0 and var count) => $"{count} biases of int64",
        _ => "no biases",
    };

    private static string Biases(WideLayer layer, LayerScope scope) => (layer.NarrowBias, layer.WideBias) switch
    {
        ({ Length: > 0 } narrow, _) => scope.Data("biases", narrow, "int32", CPurpose.Biases),
        (_, { Length: > 0 } wide) => scope.Data("biases", wide, "int64", CPurpose.Biases),
        _ => "NULL",
    };
}
