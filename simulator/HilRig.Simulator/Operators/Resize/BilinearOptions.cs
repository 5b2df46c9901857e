using Google.FlatBuffers;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.Resize;

/// <summary>TFLite's <c>ResizeBilinearOptions</c>; fields 0 and 1 are deprecated there.</summary>
public sealed record BilinearOptions(bool AlignCorners, bool HalfPixelCenters) : OperatorOptions
{
    public override byte UnionType => 15;

    public static BilinearOptions Read(OptionsTable table) => new(table.Bool(2), table.Bool(3));

    public override int Write(FlatBufferBuilder builder)
    {
        builder.StartTable(4);
        builder.AddBool(2, AlignCorners, false);
        builder.AddBool(3, HalfPixelCenters, false);
        return builder.EndTable();
    }
}
