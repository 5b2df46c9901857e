using Google.FlatBuffers;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.Softmax;

/// <summary>TFLite's <c>SoftmaxOptions</c>.</summary>
/// <param name="Beta">Factor on the logits before the exponential.</param>
public sealed record SoftmaxOptions(float Beta) : OperatorOptions
{
    public override byte UnionType => 9;

    public static SoftmaxOptions Read(OptionsTable table) => new(table.Single(0, 0));

    public override int Write(FlatBufferBuilder builder)
    {
        builder.StartTable(1);
        builder.AddFloat(0, Beta, 0);
        return builder.EndTable();
    }
}
