using Google.FlatBuffers;
using HilRig.Kernels.Tensors;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.TransposeConv;

/// <summary>TFLite's <c>TransposeConvOptions</c>.</summary>
public sealed record TransposeConvOptions(PaddingScheme Padding, Tile Stride, FusedActivation Activation) : OperatorOptions
{
    public override byte UnionType => 49;

    public static TransposeConvOptions Read(OptionsTable table) => new(
        WindowAxis.Read(table, 0), new(table.Int32(1), table.Int32(2)), (FusedActivation)table.Int8(3));

    public override int Write(FlatBufferBuilder builder)
    {
        builder.StartTable(5);
        builder.AddInt(2, Stride.H, 0);
        builder.AddInt(1, Stride.W, 0);
        builder.AddSbyte(3, (sbyte)Activation, 0);
        builder.AddSbyte(0, (sbyte)Padding, 0);
        return builder.EndTable();
    }
}
