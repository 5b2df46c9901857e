using System.Collections.Immutable;
using Google.FlatBuffers;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.Reshape;

/// <summary>TFLite's <c>ReshapeOptions</c>. The new shape is not read when running: the output tensor's own shape counts.</summary>
public sealed record ReshapeOptions(ImmutableArray<int> NewShape) : OperatorOptions
{
    public override byte UnionType => 17;

    public static ReshapeOptions Read(OptionsTable table) => new([.. table.Int32Vector(0)]);

    public override int Write(FlatBufferBuilder builder)
    {
        builder.StartVector(sizeof(int), NewShape.Length, sizeof(int));
        for (var i = NewShape.Length - 1; i >= 0; i--)
            builder.AddInt(NewShape[i]);
        var shape = builder.EndVector();
        builder.StartTable(1);
        builder.AddOffset(0, shape.Value, 0);
        return builder.EndTable();
    }
}
