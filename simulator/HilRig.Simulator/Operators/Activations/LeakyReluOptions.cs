using Google.FlatBuffers;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.Activations;

/// <summary>TFLite's <c>LeakyReluOptions</c>.</summary>
/// <param name="Alpha">Slope below 0.</param>
public sealed record LeakyReluOptions(float Alpha) : OperatorOptions
{
    public override byte UnionType => 75;

    public static LeakyReluOptions Read(OptionsTable table) => new(table.Single(0, 0));

    public override int Write(FlatBufferBuilder builder)
    {
        builder.StartTable(1);
        builder.AddFloat(0, Alpha, 0);
        return builder.EndTable();
    }
}
