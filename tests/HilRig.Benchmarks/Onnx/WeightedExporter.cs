using HilRig.Kernels.Tensors;
using HilRig.Simulator.Operators.Common;
using HilRig.Simulator.Operators.Conv2D;
using HilRig.Simulator.Operators.DepthwiseConv2D;
using HilRig.Simulator.Operators.FullyConnected;

namespace HilRig.Benchmarks.Onnx;

/// <summary>Layers with weights: QLinearConv and QGemm.</summary>
internal sealed class WeightedExporter(OnnxGraphBuilder onnx, QuantizedTensors tensors)
{
    public void Convolution(Conv2DInt8 conv)
    {
        var f = conv.Geometry.Filter;
        // [Cout][kh][kw][Cin] to [Cout][Cin][kh][kw].
        var weights = Layout.Permute(conv.Layer.Filter, f.N, f.H * f.W, f.C);
        Convolve(conv, conv.Geometry, weights, [f.N, f.C, f.H, f.W], conv.Geometry.Input.C / f.C);
    }

    public void Depthwise(DepthwiseConv2DInt8 conv)
    {
        var f = conv.Geometry.Filter;
        // [kh][kw][Cout] to [Cout][1][kh][kw].
        var weights = Layout.Permute(conv.Layer.Filter, 1, f.H * f.W, f.C);
        Convolve(conv, conv.Geometry, weights, [f.C, 1, f.H, f.W], conv.Geometry.Input.C);
    }

    /// <param name="input">Name of the input as [batches][depth].</param>
    public void FullyConnected(FullyConnectedInt8 dense, string input)
    {
        var (g, output) = (dense.Geometry, dense.Node.Outputs[0]);
        // The runtime packs a constant [depth][outputs].
        var weights = onnx.Constant<sbyte>(OnnxType.Int8, Layout.Permute(dense.Layer.Filter, 1, g.Outputs, g.Depth), g.Depth, g.Outputs);
        onnx.ContributedNode(
            "QGemm", [input, .. tensors.Pair(dense.Node.Inputs[0]), weights, .. WeightScales(dense.Layer), Bias(dense.Layer, g.Outputs), .. tensors.Pair(output)],
            tensors.Clamped(output, dense.ClampRange), ("alpha", 1f));
    }

    private void Convolve(Int8Layer layer, ConvGeometry g, sbyte[] weights, long[] shape, int groups)
    {
        var output = layer.Node.Outputs[0];
        onnx.Node(
            "QLinearConv",
            [
                .. tensors.Triple(layer.Node.Inputs[0]), onnx.Constant<sbyte>(OnnxType.Int8, weights, shape), .. WeightScales(layer.Layer),
                .. tensors.Pair(output), Bias(layer.Layer, g.Output.C),
            ],
            tensors.Clamped(output, layer.ClampRange), ("kernel_shape", new[] { g.Filter.H, g.Filter.W }), ("strides", new[] { g.Stride.H, g.Stride.W }),
            ("dilations", new[] { g.Dilation.H, g.Dilation.W }), ("group", groups), ("pads", Pads.Of(g.Input, g.Filter, g.Output, g.Stride, g.Padding, g.Dilation)));
    }

    private string Bias(WeightedLayer layer, int channels) =>
        onnx.Constant<int>(OnnxType.Int32, layer.WidenedBias is { Length: > 0 } bias ? bias : new int[channels], channels);

    private string[] WeightScales(WeightedLayer layer)
    {
        var scales = layer.FilterScales.Scales;
        long[] shape = scales.Length == 1 ? [] : [scales.Length];
        return [onnx.Constant(OnnxType.Float32, scales.AsSpan(), shape), onnx.Constant<sbyte>(OnnxType.Int8, new sbyte[scales.Length], shape)];
    }
}

/// <summary>ONNX wants all four pads; TFLite gives the leading ones and the output's size.</summary>
internal static class Pads
{
    /// <summary>Top, left, bottom, right.</summary>
    public static int[] Of(Dims input, Dims filter, Dims output, Tile stride, Tile padding, Tile dilation) =>
    [
        padding.H, padding.W, After(input.H, filter.H, output.H, stride.H, padding.H, dilation.H), After(input.W, filter.W, output.W, stride.W, padding.W, dilation.W),
    ];

    private static int After(int input, int kernel, int output, int stride, int before, int dilation) =>
        Math.Max(0, (output - 1) * stride + (kernel - 1) * dilation + 1 - input - before);
}
