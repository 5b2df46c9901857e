using HilRig.Kernels.Activation;
using HilRig.Kernels.Legacy;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Operators.Common;
using HilRig.Simulator.Operators.Conv2D;
using HilRig.Simulator.Operators.DepthwiseConv2D;
using HilRig.Simulator.Operators.FullyConnected;

namespace HilRig.Simulator.Operators.Legacy;

/// <summary>Layers with weights through the legacy functions that their shapes allow, the fastest first, as Arm's guide tells to choose.</summary>
internal static class LegacyLayers
{
    private static readonly Tile One = new(1, 1);

    private delegate void Kernel(
        KernelContext context, LegacyConvParams parameters, ReadOnlySpan<sbyte> input, ReadOnlySpan<sbyte> weights, ReadOnlySpan<sbyte> bias, Span<sbyte> output);

    public static Action<InferenceSession> Convolution(LegacyFormats formats, Conv2DInt8 o)
    {
        if (o.Geometry.Filter.C != o.Geometry.Input.C)
            throw formats.Refused($"{o.Geometry.Input.C / o.Geometry.Filter.C} groups, it knows one");
        var (shift, bias) = formats.Bias(o.Bias, o.Channels);
        var parameters = Parameters(formats, o.Geometry, shift);
        return Layer(o, o.Layer.Filter, Choose(parameters), parameters, bias, formats.Rectifies(o.ClampRange));
    }

    public static Action<InferenceSession> Depthwise(LegacyFormats formats, DepthwiseConv2DInt8 o)
    {
        if (o.Geometry.Input.C != o.Geometry.Output.C)
            throw formats.Refused($"{o.Geometry.Output.C} outputs of {o.Geometry.Input.C} inputs, it knows a multiplier of 1");
        var (shift, bias) = formats.Bias(o.Bias, o.Channels);
        var parameters = Parameters(formats, o.Geometry, shift);
        Kernel kernel = IsSquare(parameters) ? DepthwiseSeparableConvHwcQ7.Square : DepthwiseSeparableConvHwcQ7.Nonsquare;
        return Layer(o, o.Layer.Filter, kernel, parameters, bias, formats.Rectifies(o.ClampRange));
    }

    public static Action<InferenceSession> FullyConnected(LegacyFormats formats, FullyConnectedInt8 o)
    {
        var (g, rectifies) = (o.Geometry, formats.Rectifies(o.ClampRange));
        var (shift, bias) = formats.Bias(o.Bias, o.Channels);
        var parameters = new LegacyFullyConnectedParams(g.Depth, g.Outputs, shift, formats.OutShift());
        return session =>
        {
            var input = session.Int8(o.Node.Inputs[0]);
            var output = session.Int8(o.Node.Outputs[0]);
            for (var row = 0; row < g.Batches; row++)
                LegacyFullyConnected.Q7(
                    session.Kernel, parameters, input.Slice(row * g.Depth, g.Depth), o.Layer.Filter, bias, output.Slice(row * g.Outputs, g.Outputs));
            if (rectifies)
                ReluQ7.Run(output);
        };
    }

    private static Action<InferenceSession> Layer(
        PreparedOperator o, sbyte[] weights, Kernel kernel, LegacyConvParams parameters, sbyte[] bias, bool rectifies) => session =>
    {
        var output = session.Int8(o.Node.Outputs[0]);
        kernel(session.Kernel, parameters, session.Int8(o.Node.Inputs[0]), weights, bias, output);
        if (rectifies)
            ReluQ7.Run(output);
    };

    private static LegacyConvParams Parameters(LegacyFormats formats, ConvGeometry g, int biasShift)
    {
        if (g.Input.N != 1 || g.Dilation != One)
            throw formats.Refused($"batch {g.Input.N}, dilation {g.Dilation.W} x {g.Dilation.H}; it knows 1 and 1 x 1");
        return new(g.Input, new(g.Filter.W, g.Filter.H), g.Padding, g.Stride, biasShift, formats.OutShift(), g.Output);
    }

    private static Kernel Choose(LegacyConvParams p)
    {
        var isFast = p.Input.C % 4 == 0 && p.Output.C % 2 == 0;
        if (isFast && p.Kernel == One && p.Stride == One && p.Padding == default)
            return ConvolveHwcQ7.PointwiseFastNonsquare;
        if (!IsSquare(p))
            return isFast ? ConvolveHwcQ7.FastNonsquare : ConvolveHwcQ7.BasicNonsquare;
        return isFast ? ConvolveHwcQ7.Fast : p.Input.C == 3 ? ConvolveHwcQ7.Rgb : ConvolveHwcQ7.Basic;
    }

    private static bool IsSquare(LegacyConvParams p) =>
        p.Input.W == p.Input.H && p.Kernel.W == p.Kernel.H && p.Padding.W == p.Padding.H && p.Stride.W == p.Stride.H && p.Output.W == p.Output.H;
}
