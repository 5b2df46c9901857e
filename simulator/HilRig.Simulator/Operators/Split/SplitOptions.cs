using Google.FlatBuffers;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.Split;

/// <summary>TFLite's <c>SplitOptions</c> and <c>SplitVOptions</c>, which differ in their member of the union only.</summary>
/// <param name="Parts">Number of outputs.</param>
public sealed record SplitOptions(byte UnionType, int Parts) : OperatorOptions
{
    public const byte Split = 35;
    public const byte SplitV = 79;

    public override byte UnionType { get; } = UnionType;

    public static SplitOptions Read(OptionsTable table, byte unionType) => new(unionType, table.Int32(0));

    public override int Write(FlatBufferBuilder builder)
    {
        builder.StartTable(1);
        builder.AddInt(0, Parts, 0);
        return builder.EndTable();
    }
}
