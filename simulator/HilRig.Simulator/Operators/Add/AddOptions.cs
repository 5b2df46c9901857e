using Google.FlatBuffers;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.Add;

/// <summary>TFLite's <c>AddOptions</c>.</summary>
/// <param name="PotScaleInt16">TFLite (not TensorFlow Lite Micro, nor this simulator) insists on int16 scales that are powers of two.</param>
public sealed record AddOptions(FusedActivation Activation, bool PotScaleInt16 = true) : OperatorOptions
{
    public override byte UnionType => 11;

    public static AddOptions Read(OptionsTable table) => new((FusedActivation)table.Int8(0, 0), table.Bool(1, true));

    public override int Write(FlatBufferBuilder builder)
    {
        builder.StartTable(2);
        builder.AddSbyte(0, (sbyte)Activation, 0);
        builder.AddBool(1, PotScaleInt16, true);
        return builder.EndTable();
    }
}
