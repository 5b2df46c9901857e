using Google.FlatBuffers;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.BatchMatMul;

/// <summary>TFLite's <c>BatchMatMulOptions</c>.</summary>
/// <param name="AdjX">The left side's matrices come transposed.</param>
/// <param name="AdjY">The right side's.</param>
public sealed record BatchMatMulOptions(bool AdjX, bool AdjY) : OperatorOptions
{
    public override byte UnionType => 101;

    public static BatchMatMulOptions Read(OptionsTable table) => new(table.Bool(0), table.Bool(1));

    public override int Write(FlatBufferBuilder builder)
    {
        builder.StartTable(3);
        builder.AddBool(1, AdjY, false);
        builder.AddBool(0, AdjX, false);
        return builder.EndTable();
    }
}
