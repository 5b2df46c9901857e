using Google.FlatBuffers;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.Sums;

/// <summary>TFLite's <c>CumsumOptions</c>.</summary>
/// <param name="Exclusive">An element's output is the sum of those before it.</param>
/// <param name="Reverse">The sums begin at the end of the axis.</param>
public sealed record CumSumOptions(bool Exclusive, bool Reverse) : OperatorOptions
{
    public override byte UnionType => 102;

    public static CumSumOptions Read(OptionsTable table) => new(table.Bool(0), table.Bool(1));

    public override int Write(FlatBufferBuilder builder)
    {
        builder.StartTable(2);
        builder.AddBool(0, Exclusive, false);
        builder.AddBool(1, Reverse, false);
        return builder.EndTable();
    }
}
