using Google.FlatBuffers;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.StridedSlice;

/// <summary>
/// TFLite's <c>StridedSliceOptions</c>; bit d of a mask concerns dimension d. Ellipsis, new axes and offset are carried along but not
/// done, as in TensorFlow Lite Micro.
/// </summary>
public sealed record StridedSliceOptions(int BeginMask, int EndMask, int EllipsisMask, int NewAxisMask, int ShrinkAxisMask, bool Offset)
    : OperatorOptions
{
    public override byte UnionType => 32;

    public static StridedSliceOptions Read(OptionsTable table) => new(
        table.Int32(0), table.Int32(1), table.Int32(2), table.Int32(3), table.Int32(4), table.Bool(5));

    public override int Write(FlatBufferBuilder builder)
    {
        builder.StartTable(6);
        builder.AddInt(0, BeginMask, 0);
        builder.AddInt(1, EndMask, 0);
        builder.AddInt(2, EllipsisMask, 0);
        builder.AddInt(3, NewAxisMask, 0);
        builder.AddInt(4, ShrinkAxisMask, 0);
        builder.AddBool(5, Offset, false);
        return builder.EndTable();
    }
}
