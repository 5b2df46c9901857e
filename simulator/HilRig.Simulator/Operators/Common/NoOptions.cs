using Google.FlatBuffers;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.Common;

/// <summary>An options table without fields, or whose fields say nothing that the tensors do not say.</summary>
/// <param name="UnionType">Its member of TFLite's <c>BuiltinOptions</c>.</param>
public sealed record NoOptions(byte UnionType) : OperatorOptions
{
    public override byte UnionType { get; } = UnionType;

    public override int Write(FlatBufferBuilder builder)
    {
        builder.StartTable(0);
        return builder.EndTable();
    }
}
