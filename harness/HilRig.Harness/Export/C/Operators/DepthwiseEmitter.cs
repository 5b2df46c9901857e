using HilRig.Kernels.Convolution;
using HilRig.Simulator.Operators;
using HilRig.Simulator.Operators.DepthwiseConv2D;

namespace HilRig.Harness.Export.C.Operators;

/// <summary>DEPTHWISE_CONV_2D on int8 by <c>arm_depthwise_conv_wrapper_s8</c>.</summary>
internal static class DepthwiseEmitter
{
    public static CLayer? Emit(PreparedOperator prepared, LayerScope scope)
    {
        if (prepared is not DepthwiseConv2DInt8 o)
            return null;
        var g = o.Geometry;
        var weights = scope.Data("weights", o.Layer.Filter, $"[{g.Filter.H}][{g.Filter.W}][{g.Filter.C}]");
        var bias = scope.Bias(o.Layer);
        return new(
        [
            scope.Context, .. bias.Before,
            ConvolutionCode.Call(scope, "arm_depthwise_conv_wrapper_s8", scope.Input(), weights, bias.Expression),
        ])
        {
            Notes = [ConvolutionCode.Note(g, $"; {bias.Note}")],
            Constants =
            [
                scope.Constant("cmsis_nn_dw_conv_params", "params", ConvolutionCode.Members(o.Parameters.Conv, $".ch_mult = {o.Parameters.ChannelMultiplier}")),
                scope.Scales("cmsis_nn_per_channel_quant_params", o.Quantization, g.Output.C), .. ConvolutionCode.Dims(scope, g), .. bias.Constants,
            ],
            Scratch = ConvolutionCode.Scratch(scope, "arm_depthwise_conv_wrapper_s8_get_buffer_size"),
            ScratchBytes = build => DepthwiseConvWrapperS8.BufferSize(build, o.Parameters, g.Input, g.Filter, g.Output),
            Prepare = bias.Prepare,
        };
    }
}
