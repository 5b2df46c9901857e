using Google.FlatBuffers;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.Shapes;

/// <summary>TFLite's <c>ShapeOptions</c>; the output tensor's own type counts.</summary>
public sealed record ShapeOptions(ElementType OutType) : OperatorOptions
{
    public override byte UnionType => 55;

    public static ShapeOptions Read(OptionsTable table) => new((ElementType)table.UInt8(0));

    public override int Write(FlatBufferBuilder builder)
    {
        builder.StartTable(1);
        builder.AddByte(0, (byte)OutType, 0);
        return builder.EndTable();
    }
}
