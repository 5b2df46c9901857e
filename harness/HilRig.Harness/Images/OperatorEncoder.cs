using System.Runtime.InteropServices;
using HilRig.Kernels.Softmax;
using HilRig.Kernels.Tensors;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators;
using HilRig.Simulator.Operators.Add;
using HilRig.Simulator.Operators.AveragePool2D;
using HilRig.Simulator.Operators.Common;
using HilRig.Simulator.Operators.Conv2D;
using HilRig.Simulator.Operators.DepthwiseConv2D;
using HilRig.Simulator.Operators.FullyConnected;
using HilRig.Simulator.Operators.Reshape;
using HilRig.Simulator.Operators.Softmax;

namespace HilRig.Harness.Images;

/// <summary>A prepared operator as the image's sections, one line for each kind the firmware has a kernel for.</summary>
internal static class OperatorEncoder
{
    /// <summary>Null where the firmware has no kernel for the operator.</summary>
    public static OperatorSections? Encode(PreparedOperator prepared) => prepared switch
    {
        Conv2DInt8 o => Int8(o.Layer, o.Channels, Conv(o.Geometry, o.Parameters.InputOffset, o.Parameters.OutputOffset,
            Bounds(o.ClampRange), depthMultiplier: 0, o.Geometry.Filter.C)),
        Conv2DFloat32 o => Float(o.Weights, o.Geometry.Output.C, Conv(o.Geometry, 0, 0, Bounds(o.Parameters.Activation), 0, o.Geometry.Filter.C)),
        DepthwiseConv2DInt8 o => Int8(o.Layer, o.Channels, Conv(o.Geometry, o.Parameters.Conv.InputOffset, o.Parameters.Conv.OutputOffset,
            Bounds(o.ClampRange), o.Parameters.ChannelMultiplier, filterChannels: 0)),
        DepthwiseConv2DFloat32 o => Float(o.Weights, o.Geometry.Output.C, Conv(o.Geometry, 0, 0, Bounds(o.Parameters.Activation), o.ChannelMultiplier, 0)),
        FullyConnectedInt8 o => Int8(o.Layer, o.Channels, [o.Parameters.InputOffset, o.Parameters.FilterOffset, o.Parameters.OutputOffset,
            .. Bounds(o.ClampRange), o.Geometry.Batches, o.Geometry.Depth, o.Geometry.Outputs]),
        FullyConnectedFloat32 o => Float(o.Weights, o.Geometry.Outputs,
            [0, 0, 0, .. Bounds(o.Activation), o.Geometry.Batches, o.Geometry.Depth, o.Geometry.Outputs]),
        AveragePool2DInt8 o => new(false, Pool(o.Geometry, Bounds(o.Activation))),
        AveragePool2DFloat32 o => new(true, Pool(o.Geometry, Bounds(o.Activation))),
        AddInt8 o => new(false, Add(o)),
        AddFloat32 o => new(true, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, .. Bounds(o.Activation)]),
        // Longer rows may overflow the kernel's sum; the simulator tells when, a board cannot.
        SoftmaxInt8 { RowSize: < SoftmaxS8.RowSizeLimit } o => new(false, [o.Rows, o.RowSize, o.Parameters.Multiplier, o.Parameters.Shift, o.Parameters.DiffMin]),
        SoftmaxFloat32 o => new(true, [o.Rows, o.RowSize, BitConverter.SingleToInt32Bits(o.Beta), 0, 0]),
        ReshapeOperator => new(false, []),
        _ => null,
    };

    private static OperatorSections Int8(WeightedLayer layer, int channels, int[] parameters) => new(false, parameters)
    {
        Weights = MemoryMarshal.AsBytes(layer.Filter.AsSpan()).ToArray(),
        Bias = layer.Bias?.Tensor.Data.ToArray() ?? [],
        BiasEncoding = layer.Bias?.Type switch
        {
            ElementType.Int8 => BiasEncoding.Int8,
            ElementType.Int16 => BiasEncoding.Int16,
            ElementType.Int32 => BiasEncoding.Int32,
            _ => BiasEncoding.None,
        },
        Widening = layer.Bias?.Widening ?? Simulator.Quantization.BiasWidening.None,
        Quantization = [.. layer.Quantization.Multipliers, .. layer.Quantization.Shifts],
        Channels = channels,
    };

    private static OperatorSections Float(FloatWeights weights, int channels, int[] parameters) => new(true, parameters)
    {
        Weights = MemoryMarshal.AsBytes(weights.Filter.AsSpan()).ToArray(),
        Bias = MemoryMarshal.AsBytes(weights.Bias.AsSpan()).ToArray(),
        BiasEncoding = weights.Bias.Length == 0 ? BiasEncoding.None : BiasEncoding.Float32,
        Channels = channels,
    };

    private static int[] Conv(ConvGeometry g, int inputOffset, int outputOffset, int[] bounds, int depthMultiplier, int filterChannels) =>
    [
        inputOffset, outputOffset, .. bounds, g.Stride.H, g.Stride.W, g.Padding.H, g.Padding.W, g.Dilation.H, g.Dilation.W,
        g.Filter.H, g.Filter.W, depthMultiplier, filterChannels,
    ];

    private static int[] Pool(PoolGeometry g, int[] bounds) =>
        [.. bounds, g.Stride.H, g.Stride.W, g.Padding.H, g.Padding.W, g.Filter.H, g.Filter.W];

    private static int[] Add(AddInt8 add)
    {
        var p = add.Parameters;
        return
        [
            p.Offset1, p.Offset2, p.LeftShift, p.Scale1.Multiplier, p.Scale1.Shift, p.Scale2.Multiplier, p.Scale2.Shift,
            p.OutputOffset, p.OutputScale.Multiplier, p.OutputScale.Shift, .. Bounds(p.Activation),
        ];
    }

    private static int[] Bounds(ActivationRange range) => [range.Min, range.Max];

    private static int[] Bounds(Float32Range range) =>
        [BitConverter.SingleToInt32Bits(range.Min), BitConverter.SingleToInt32Bits(range.Max)];
}
