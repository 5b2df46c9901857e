using Google.FlatBuffers;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.Reductions;

/// <summary>TFLite's <c>ReducerOptions</c>.</summary>
/// <param name="KeepDims">Reduced dimensions stay, with extent 1.</param>
public sealed record ReducerOptions(bool KeepDims) : OperatorOptions
{
    public override byte UnionType => 27;

    public static ReducerOptions Read(OptionsTable table) => new(table.Bool(0));

    public override int Write(FlatBufferBuilder builder)
    {
        builder.StartTable(1);
        builder.AddBool(0, KeepDims, false);
        return builder.EndTable();
    }
}
