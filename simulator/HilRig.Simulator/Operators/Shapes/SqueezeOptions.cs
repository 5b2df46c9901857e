using System.Collections.Immutable;
using Google.FlatBuffers;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.Shapes;

/// <summary>TFLite's <c>SqueezeOptions</c>.</summary>
/// <param name="Dimensions">Dimensions of extent 1 that disappear, negative ones counted from the end; empty for all.</param>
public sealed record SqueezeOptions(ImmutableArray<int> Dimensions) : OperatorOptions
{
    public override byte UnionType => 30;

    public static SqueezeOptions Read(OptionsTable table) => new(table.Int32Vector(0));

    public override int Write(FlatBufferBuilder builder)
    {
        builder.StartVector(sizeof(int), Dimensions.Length, sizeof(int));
        for (var i = Dimensions.Length - 1; i >= 0; i--)
            builder.AddInt(Dimensions[i]);
        var dimensions = builder.EndVector();
        builder.StartTable(1);
        builder.AddOffset(0, dimensions.Value, 0);
        return builder.EndTable();
    }
}
