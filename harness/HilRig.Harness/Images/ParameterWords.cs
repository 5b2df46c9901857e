using HilRig.Kernels.BasicMath;
using HilRig.Kernels.Tensors;
using HilRig.Simulator.Operators.AveragePool2D;
using HilRig.Simulator.Operators.Common;
using HilRig.Simulator.Operators.FullyConnected;
using HilRig.Simulator.Operators.TransposeConv;

namespace HilRig.Harness.Images;

/// <summary>The i32 lists of IMAGE.md.</summary>
internal static class ParameterWords
{
    /// <param name="first">The input's offset, or how an INT16 layer sums.</param>
    public static int[] Conv(ConvGeometry g, int first, int outputOffset, int[] bounds, int depthMultiplier, int filterChannels) =>
    [
        first, outputOffset, .. bounds, g.Stride.H, g.Stride.W, g.Padding.H, g.Padding.W, g.Dilation.H, g.Dilation.W,
        g.Filter.H, g.Filter.W, depthMultiplier, filterChannels,
    ];

    public static int[] TransposedConv(TransposeConvInt8 o) => Conv(
        o.Geometry, o.Parameters.InputOffset, o.Parameters.OutputOffset, Bounds(o.ClampRange), depthMultiplier: 0, o.Geometry.Filter.C);

    /// <param name="first">The input's offset, or how an INT16 layer sums.</param>
    public static int[] FullyConnected(FullyConnectedGeometry g, int first, int filterOffset, int outputOffset, int[] bounds) =>
        [first, filterOffset, outputOffset, .. bounds, g.Batches, g.Depth, g.Outputs];

    public static int[] Pool(PoolGeometry g, int[] bounds) =>
        [.. bounds, g.Stride.H, g.Stride.W, g.Padding.H, g.Padding.W, g.Filter.H, g.Filter.W];

    public static int[] Add(ElementwiseAddParams p) =>
    [
        p.Offset1, p.Offset2, p.LeftShift, p.Scale1.Multiplier, p.Scale1.Shift, p.Scale2.Multiplier, p.Scale2.Shift,
        p.OutputOffset, p.OutputScale.Multiplier, p.OutputScale.Shift, .. Bounds(p.Activation),
    ];

    /// <summary>Of n, h, w, c: a shorter shape has leading ones, which stay where they are.</summary>
    public static int[] Permutation(int[] permutation)
    {
        var added = 4 - permutation.Length;
        return [.. Enumerable.Range(0, added), .. permutation.Select(d => d + added)];
    }

    /// <summary>HIL_SUMS_32 for an INT32 bias, HIL_SUMS_64 for others.</summary>
    public static int Sums(WideLayer layer) => layer.IsInt32 ? 1 : 0;

    public static int[] Bounds(ActivationRange range) => [range.Min, range.Max];

    public static int[] Bounds(Float32Range range) => [BitConverter.SingleToInt32Bits(range.Min), BitConverter.SingleToInt32Bits(range.Max)];
}
