using Google.FlatBuffers;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.FullyConnected;

/// <summary>TFLite's <c>FullyConnectedOptions</c>; <c>keep_num_dims</c> only shapes the output, which the file gives.</summary>
/// <param name="BiasType">What INT16 sums are kept in where there is no bias: INT32, or anything else for INT64.</param>
public sealed record FullyConnectedOptions(
    FusedActivation Activation, sbyte WeightsFormat, bool KeepNumDims, ElementType BiasType = ElementType.Float32) : OperatorOptions
{
    public override byte UnionType => 8;

    public static FullyConnectedOptions Read(OptionsTable table) =>
        new((FusedActivation)table.Int8(0, 0), table.Int8(1, 0), table.Bool(2, false), (ElementType)table.UInt8(4));

    public override int Write(FlatBufferBuilder builder)
    {
        builder.StartTable(5);
        builder.AddByte(4, (byte)BiasType, 0);
        builder.AddBool(2, KeepNumDims, false);
        builder.AddSbyte(1, WeightsFormat, 0);
        builder.AddSbyte(0, (sbyte)Activation, 0);
        return builder.EndTable();
    }
}
