using Google.FlatBuffers;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.FullyConnected;

/// <summary>TFLite's <c>FullyConnectedOptions</c>; <c>keep_num_dims</c> only shapes the output, which the file gives.</summary>
public sealed record FullyConnectedOptions(FusedActivation Activation, sbyte WeightsFormat, bool KeepNumDims) : OperatorOptions
{
    public override byte UnionType => 8;

    public static FullyConnectedOptions Read(OptionsTable table) =>
        new((FusedActivation)table.Int8(0, 0), table.Int8(1, 0), table.Bool(2, false));

    public override int Write(FlatBufferBuilder builder)
    {
        builder.StartTable(5);
        builder.AddBool(2, KeepNumDims, false);
        builder.AddSbyte(1, WeightsFormat, 0);
        builder.AddSbyte(0, (sbyte)Activation, 0);
        return builder.EndTable();
    }
}
