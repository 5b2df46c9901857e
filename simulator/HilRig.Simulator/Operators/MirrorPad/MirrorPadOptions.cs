using Google.FlatBuffers;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.MirrorPad;

/// <summary>TFLite's <c>MirrorPadOptions</c>.</summary>
/// <param name="RepeatsEdge">True for SYMMETRIC, false for REFLECT.</param>
public sealed record MirrorPadOptions(bool RepeatsEdge) : OperatorOptions
{
    public override byte UnionType => 77;

    public static MirrorPadOptions Read(OptionsTable table) => new(table.UInt8(0) != 0);

    public override int Write(FlatBufferBuilder builder)
    {
        builder.StartTable(1);
        builder.AddByte(0, RepeatsEdge ? (byte)1 : (byte)0, 0);
        return builder.EndTable();
    }
}
