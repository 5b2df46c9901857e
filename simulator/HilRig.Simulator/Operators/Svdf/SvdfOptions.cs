using Google.FlatBuffers;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.Svdf;

/// <summary>TFLite's <c>SVDFOptions</c>.</summary>
/// <param name="Rank">Features per output unit.</param>
/// <param name="Activation">Only FLOAT32 layers apply it.</param>
public sealed record SvdfOptions(int Rank, FusedActivation Activation) : OperatorOptions
{
    public override byte UnionType => 6;

    public static SvdfOptions Read(OptionsTable table) => new(table.Int32(0), (FusedActivation)table.Int8(1));

    public override int Write(FlatBufferBuilder builder)
    {
        builder.StartTable(3);
        builder.AddInt(0, Rank, 0);
        builder.AddSbyte(1, (sbyte)Activation, 0);
        return builder.EndTable();
    }
}
