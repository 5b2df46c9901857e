using Google.FlatBuffers;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.Split;

/// <summary>TFLite's <c>PackOptions</c> and <c>UnpackOptions</c>, which differ in their member of the union only.</summary>
/// <param name="Parts">Number of inputs of PACK, of outputs of UNPACK.</param>
/// <param name="Axis">Dimension of the packed tensor that counts the parts; negative ones from its end.</param>
public sealed record PackOptions(byte UnionType, int Parts, int Axis) : OperatorOptions
{
    public const byte Pack = 59;
    public const byte Unpack = 64;

    public override byte UnionType { get; } = UnionType;

    public static PackOptions Read(OptionsTable table, byte unionType) => new(unionType, table.Int32(0), table.Int32(1));

    public override int Write(FlatBufferBuilder builder)
    {
        builder.StartTable(2);
        builder.AddInt(0, Parts, 0);
        builder.AddInt(1, Axis, 0);
        return builder.EndTable();
    }
}
