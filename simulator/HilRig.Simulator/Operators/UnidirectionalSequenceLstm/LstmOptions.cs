using Google.FlatBuffers;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.UnidirectionalSequenceLstm;

/// <summary>TFLite's <c>UnidirectionalSequenceLSTMOptions</c>.</summary>
/// <param name="Activation">Of the cell gate.</param>
/// <param name="CellClip">Bound of the cell state; 0 for none.</param>
/// <param name="ProjectionClip">Bound of the projection, which is not supported.</param>
/// <param name="TimeMajor">True for input [time][batch][size], false for [batch][time][size].</param>
public sealed record LstmOptions(FusedActivation Activation, float CellClip, float ProjectionClip, bool TimeMajor) : OperatorOptions
{
    public override byte UnionType => 71;

    public static LstmOptions Read(OptionsTable table) =>
        new((FusedActivation)table.Int8(0), table.Single(1), table.Single(2), table.Bool(3));

    public override int Write(FlatBufferBuilder builder)
    {
        builder.StartTable(6);
        builder.AddFloat(2, ProjectionClip, 0);
        builder.AddFloat(1, CellClip, 0);
        builder.AddBool(3, TimeMajor, false);
        builder.AddSbyte(0, (sbyte)Activation, 0);
        return builder.EndTable();
    }
}
