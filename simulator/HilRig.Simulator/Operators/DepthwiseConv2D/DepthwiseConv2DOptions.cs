using Google.FlatBuffers;
using HilRig.Kernels.Tensors;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.DepthwiseConv2D;

/// <summary>TFLite's <c>DepthwiseConv2DOptions</c>. The multiplier in the file is not read: the shapes give it.</summary>
public sealed record DepthwiseConv2DOptions(
    PaddingScheme Padding, Tile Stride, Tile Dilation, int DepthMultiplier, FusedActivation Activation) : OperatorOptions
{
    public override byte UnionType => 2;

    public static DepthwiseConv2DOptions Read(OptionsTable table) => new(
        WindowAxis.Read(table, 0), new(table.Int32(1, 0), table.Int32(2, 0)), new(table.Int32(5, 1), table.Int32(6, 1)),
        table.Int32(3, 0), (FusedActivation)table.Int8(4, 0));

    public override int Write(FlatBufferBuilder builder)
    {
        builder.StartTable(7);
        builder.AddInt(6, Dilation.H, 1);
        builder.AddInt(5, Dilation.W, 1);
        builder.AddInt(3, DepthMultiplier, 0);
        builder.AddInt(2, Stride.H, 0);
        builder.AddInt(1, Stride.W, 0);
        builder.AddSbyte(4, (sbyte)Activation, 0);
        builder.AddSbyte(0, (sbyte)Padding, 0);
        return builder.EndTable();
    }
}
