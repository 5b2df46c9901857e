using Google.FlatBuffers;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.Cast;

/// <summary>TFLite's <c>CastOptions</c>; the tensors' own types count.</summary>
public sealed record CastOptions(ElementType In, ElementType Out) : OperatorOptions
{
    public override byte UnionType => 37;

    public static CastOptions Read(OptionsTable table) => new((ElementType)table.UInt8(0), (ElementType)table.UInt8(1));

    public override int Write(FlatBufferBuilder builder)
    {
        builder.StartTable(2);
        builder.AddByte(0, (byte)In, 0);
        builder.AddByte(1, (byte)Out, 0);
        return builder.EndTable();
    }
}
