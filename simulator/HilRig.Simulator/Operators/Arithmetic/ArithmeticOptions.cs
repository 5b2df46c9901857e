using Google.FlatBuffers;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.Arithmetic;

/// <summary>TFLite's <c>SubOptions</c>, <c>MulOptions</c> and <c>DivOptions</c>: a fused activation in field 0.</summary>
/// <param name="UnionType">Which of them.</param>
/// <param name="PotScaleInt16">As in <see cref="Add.AddOptions"/>; only <c>SubOptions</c> has it, in field 1.</param>
public sealed record ArithmeticOptions(byte UnionType, FusedActivation Activation, bool PotScaleInt16 = true) : OperatorOptions
{
    private const byte Sub = 28;

    public override byte UnionType { get; } = UnionType;

    public static ArithmeticOptions Read(OptionsTable table) => new(table.UnionType, (FusedActivation)table.Int8(0, 0), table.UnionType != Sub || table.Bool(1, true));

    public override int Write(FlatBufferBuilder builder)
    {
        builder.StartTable(2);
        builder.AddSbyte(0, (sbyte)Activation, 0);
        if (UnionType == Sub)
            builder.AddBool(1, PotScaleInt16, true);
        return builder.EndTable();
    }
}
