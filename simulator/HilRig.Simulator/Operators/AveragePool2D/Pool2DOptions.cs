using Google.FlatBuffers;
using HilRig.Kernels.Tensors;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.AveragePool2D;

/// <summary>TFLite's <c>Pool2DOptions</c>.</summary>
public sealed record Pool2DOptions(PaddingScheme Padding, Tile Stride, Tile Filter, FusedActivation Activation) : OperatorOptions
{
    public override byte UnionType => 5;

    public static Pool2DOptions Read(OptionsTable table) => new(
        WindowAxis.Read(table, 0), new(table.Int32(1, 0), table.Int32(2, 0)), new(table.Int32(3, 0), table.Int32(4, 0)),
        (FusedActivation)table.Int8(5, 0));

    public override int Write(FlatBufferBuilder builder)
    {
        builder.StartTable(6);
        builder.AddInt(4, Filter.H, 0);
        builder.AddInt(3, Filter.W, 0);
        builder.AddInt(2, Stride.H, 0);
        builder.AddInt(1, Stride.W, 0);
        builder.AddSbyte(5, (sbyte)Activation, 0);
        builder.AddSbyte(0, (sbyte)Padding, 0);
        return builder.EndTable();
    }
}
