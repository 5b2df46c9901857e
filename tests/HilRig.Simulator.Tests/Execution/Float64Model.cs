using System.Runtime.InteropServices;
using HilRig.Kernels.Tensors;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Add;
using HilRig.Simulator.Operators.AveragePool2D;
using HilRig.Simulator.Operators.Conv2D;
using HilRig.Simulator.Operators.DepthwiseConv2D;
using HilRig.Simulator.Operators.FullyConnected;
using HilRig.Simulator.Operators.Softmax;

namespace HilRig.Simulator.Tests.Execution;

/// <summary>The slow, plain float64 computation of a float graph, written independently of the kernels: sums over taps, nothing else.</summary>
internal sealed class Float64Model(PreparedModel model)
{
    private readonly Dictionary<int, double[]> _tensors = [];

    public double[] this[int tensor] => _tensors[tensor];

    public void Run(ReadOnlySpan<byte> sample)
    {
        _tensors[model.Graph.Inputs[0]] = [.. MemoryMarshal.Cast<byte, float>(sample).ToArray().Select(v => (double)v)];
        foreach (var prepared in model.Operators)
        {
            var x = _tensors[prepared.Node.Inputs[0]];
            _tensors[prepared.Node.Outputs[0]] = prepared switch
            {
                Conv2DFloat32 conv => Conv(conv, x),
                DepthwiseConv2DFloat32 conv => Depthwise(conv, x),
                FullyConnectedFloat32 fc => FullyConnected(fc, x),
                AveragePool2DFloat32 pool => Pool(pool, x),
                AddFloat32 add => [.. x.Zip(_tensors[prepared.Node.Inputs[1]], (a, b) => Clamp(a + b, add.Activation))],
                SoftmaxFloat32 softmax => [.. x.Chunk(softmax.RowSize).SelectMany(row => Softmax(row, softmax.Beta))],
                _ when prepared.Node.Code == BuiltinOperator.Reshape => x,
                _ => throw new NotSupportedException(prepared.Node.ToString()),
            };
        }
    }

    private static double[] Conv(Conv2DFloat32 conv, double[] x)
    {
        var (g, filter, bias) = (conv.Geometry, conv.Weights.Filter, conv.Weights.Bias);
        return Elements(g.Output, (n, y, px, o) =>
        {
            var sum = bias.Length == 0 ? 0.0 : bias[o];
            for (var ky = 0; ky < g.Filter.H; ky++)
                for (var kx = 0; kx < g.Filter.W; kx++)
                    for (var c = 0; c < g.Filter.C; c++)
                        sum += At(x, g.Input, n, y * g.Stride.H - g.Padding.H + ky * g.Dilation.H, px * g.Stride.W - g.Padding.W + kx * g.Dilation.W, c)
                            * filter[((o * g.Filter.H + ky) * g.Filter.W + kx) * g.Filter.C + c];
            return Clamp(sum, conv.Parameters.Activation);
        });
    }

    private static double[] Depthwise(DepthwiseConv2DFloat32 conv, double[] x)
    {
        var (g, filter, bias) = (conv.Geometry, conv.Weights.Filter, conv.Weights.Bias);
        return Elements(g.Output, (n, y, px, o) =>
        {
            var sum = bias.Length == 0 ? 0.0 : bias[o];
            for (var ky = 0; ky < g.Filter.H; ky++)
                for (var kx = 0; kx < g.Filter.W; kx++)
                    sum += At(x, g.Input, n, y * g.Stride.H - g.Padding.H + ky * g.Dilation.H, px * g.Stride.W - g.Padding.W + kx * g.Dilation.W, o / conv.ChannelMultiplier)
                        * filter[(ky * g.Filter.W + kx) * g.Filter.C + o];
            return Clamp(sum, conv.Parameters.Activation);
        });
    }

    private static double[] FullyConnected(FullyConnectedFloat32 fc, double[] x)
    {
        var y = new double[fc.Geometry.Batches * fc.Geometry.Outputs];
        for (var i = 0; i < y.Length; i++)
        {
            var (batch, o) = Math.DivRem(i, fc.Geometry.Outputs);
            var sum = fc.Weights.Bias.Length == 0 ? 0.0 : fc.Weights.Bias[o];
            for (var k = 0; k < fc.Geometry.Depth; k++)
                sum += x[batch * fc.Geometry.Depth + k] * fc.Weights.Filter[o * fc.Geometry.Depth + k];
            y[i] = Clamp(sum, fc.Activation);
        }
        return y;
    }

    private static double[] Pool(AveragePool2DFloat32 pool, double[] x)
    {
        var g = pool.Geometry;
        return Elements(g.Output, (n, y, px, c) =>
        {
            var taps = from ky in Enumerable.Range(y * g.Stride.H - g.Padding.H, g.Filter.H)
                       from kx in Enumerable.Range(px * g.Stride.W - g.Padding.W, g.Filter.W)
                       where ky >= 0 && ky < g.Input.H && kx >= 0 && kx < g.Input.W
                       select At(x, g.Input, n, ky, kx, c);
            return Clamp(taps.Average(), pool.Activation);
        });
    }

    private static IEnumerable<double> Softmax(double[] row, double beta)
    {
        var exponentials = row.Select(v => Math.Exp(beta * (v - row.Max()))).ToArray();
        return exponentials.Select(e => e / exponentials.Sum());
    }

    private static double[] Elements(Dims dims, Func<int, int, int, int, double> element)
    {
        var values = new double[dims.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = element(i / (dims.H * dims.W * dims.C), i / (dims.W * dims.C) % dims.H, i / dims.C % dims.W, i % dims.C);
        return values;
    }

    private static double At(double[] x, Dims d, int n, int y, int px, int c) =>
        y < 0 || y >= d.H || px < 0 || px >= d.W ? 0 : x[((n * d.H + y) * d.W + px) * d.C + c];

    private static double Clamp(double value, Float32Range range) => Math.Min(Math.Max(value, range.Min), range.Max);
}
