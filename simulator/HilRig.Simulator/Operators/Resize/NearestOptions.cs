using Google.FlatBuffers;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.Resize;

/// <summary>TFLite's <c>ResizeNearestNeighborOptions</c>.</summary>
public sealed record NearestOptions(bool AlignCorners, bool HalfPixelCenters) : OperatorOptions
{
    public override byte UnionType => 74;

    public static NearestOptions Read(OptionsTable table) => new(table.Bool(0), table.Bool(1));

    public override int Write(FlatBufferBuilder builder)
    {
        builder.StartTable(2);
        builder.AddBool(0, AlignCorners, false);
        builder.AddBool(1, HalfPixelCenters, false);
        return builder.EndTable();
    }
}
