using Google.FlatBuffers;
using HilRig.Kernels.Tensors;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.Conv2D;

/// <summary>TFLite's <c>Conv2DOptions</c>.</summary>
/// <param name="BiasType">What INT16 sums are kept in where there is no bias: INT32, or anything else for INT64.</param>
public sealed record Conv2DOptions(
    PaddingScheme Padding, Tile Stride, Tile Dilation, FusedActivation Activation, ElementType BiasType = ElementType.Float32)
    : OperatorOptions
{
    public override byte UnionType => 1;

    public static Conv2DOptions Read(OptionsTable table) => new(
        WindowAxis.Read(table, 0), new(table.Int32(1, 0), table.Int32(2, 0)), new(table.Int32(4, 1), table.Int32(5, 1)),
        (FusedActivation)table.Int8(3, 0), (ElementType)table.UInt8(6));

    public override int Write(FlatBufferBuilder builder)
    {
        builder.StartTable(7);
        builder.AddInt(5, Dilation.H, 1);
        builder.AddInt(4, Dilation.W, 1);
        builder.AddInt(2, Stride.H, 0);
        builder.AddInt(1, Stride.W, 0);
        builder.AddSbyte(3, (sbyte)Activation, 0);
        builder.AddSbyte(0, (sbyte)Padding, 0);
        builder.AddByte(6, (byte)BiasType, 0);
        return builder.EndTable();
    }
}
