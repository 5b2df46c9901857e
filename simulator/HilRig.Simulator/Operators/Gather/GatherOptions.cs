using Google.FlatBuffers;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.Gather;

/// <summary>TFLite's <c>GatherOptions</c>.</summary>
/// <param name="Axis">Dimension of the input that the indices count, negative ones from its end.</param>
/// <param name="BatchDims">Leading dimensions that input and indices share, negative ones from the end of the indices' rank.</param>
public sealed record GatherOptions(int Axis, int BatchDims) : OperatorOptions
{
    public override byte UnionType => 23;

    public static GatherOptions Read(OptionsTable table) => new(table.Int32(0), table.Int32(1));

    public override int Write(FlatBufferBuilder builder)
    {
        builder.StartTable(2);
        builder.AddInt(0, Axis, 0);
        builder.AddInt(1, BatchDims, 0);
        return builder.EndTable();
    }
}
