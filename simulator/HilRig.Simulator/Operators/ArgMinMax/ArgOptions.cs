using Google.FlatBuffers;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.ArgMinMax;

/// <summary>TFLite's <c>ArgMaxOptions</c> and <c>ArgMinOptions</c>; the output tensor's own type counts.</summary>
public sealed record ArgOptions(byte UnionType, ElementType OutputType) : OperatorOptions
{
    public const byte Max = 40;
    public const byte Min = 57;

    public override byte UnionType { get; } = UnionType;

    public static ArgOptions Read(OptionsTable table, byte unionType) => new(unionType, (ElementType)table.UInt8(0));

    public override int Write(FlatBufferBuilder builder)
    {
        builder.StartTable(1);
        builder.AddByte(0, (byte)OutputType, 0);
        return builder.EndTable();
    }
}
