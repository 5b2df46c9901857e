using Google.FlatBuffers;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.Concatenation;

/// <summary>TFLite's <c>ConcatenationOptions</c>.</summary>
/// <param name="Axis">Negative ones count from the end.</param>
public sealed record ConcatenationOptions(int Axis, FusedActivation Activation) : OperatorOptions
{
    public override byte UnionType => 10;

    public static ConcatenationOptions Read(OptionsTable table) => new(table.Int32(0), (FusedActivation)table.Int8(1));

    public override int Write(FlatBufferBuilder builder)
    {
        builder.StartTable(2);
        builder.AddInt(0, Axis, 0);
        builder.AddSbyte(1, (sbyte)Activation, 0);
        return builder.EndTable();
    }
}
