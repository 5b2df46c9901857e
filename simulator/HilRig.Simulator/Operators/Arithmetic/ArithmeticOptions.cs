using Google.FlatBuffers;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.Arithmetic;

/// <summary>TFLite's <c>SubOptions</c>, <c>MulOptions</c> and <c>DivOptions</c>: a fused activation in field 0.</summary>
/// <param name="UnionType">Which of them.</param>
public sealed record ArithmeticOptions(byte UnionType, FusedActivation Activation) : OperatorOptions
{
    public override byte UnionType { get; } = UnionType;

    public static ArithmeticOptions Read(OptionsTable table) => new(table.UnionType, (FusedActivation)table.Int8(0, 0));

    public override int Write(FlatBufferBuilder builder)
    {
        builder.StartTable(1);
        builder.AddSbyte(0, (sbyte)Activation, 0);
        return builder.EndTable();
    }
}
