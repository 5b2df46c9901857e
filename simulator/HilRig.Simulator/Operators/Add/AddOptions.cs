using Google.FlatBuffers;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.Add;

/// <summary>TFLite's <c>AddOptions</c>; <c>pot_scale_int16</c> is ignored, as in TensorFlow Lite Micro.</summary>
public sealed record AddOptions(FusedActivation Activation) : OperatorOptions
{
    public override byte UnionType => 11;

    public static AddOptions Read(OptionsTable table) => new((FusedActivation)table.Int8(0, 0));

    public override int Write(FlatBufferBuilder builder)
    {
        builder.StartTable(2);
        builder.AddSbyte(0, (sbyte)Activation, 0);
        return builder.EndTable();
    }
}
