using Google.FlatBuffers;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.SpaceDepth;

/// <summary>TFLite's <c>SpaceToDepthOptions</c> and <c>DepthToSpaceOptions</c>, which differ in their member of the union only.</summary>
/// <param name="BlockSize">Rows and columns of a block, at least 1.</param>
public sealed record BlockOptions(byte UnionType, int BlockSize) : OperatorOptions
{
    public const byte SpaceToDepth = 19;
    public const byte DepthToSpace = 94;

    public override byte UnionType { get; } = UnionType;

    public static BlockOptions Read(OptionsTable table, byte unionType) => new(unionType, table.Int32(0));

    public override int Write(FlatBufferBuilder builder)
    {
        builder.StartTable(1);
        builder.AddInt(0, BlockSize, 0);
        return builder.EndTable();
    }

    /// <summary>The block size of an operator.</summary>
    /// <exception cref="ModelException">It is below 1.</exception>
    internal static int BlockOf(PrepareContext context, byte unionType)
    {
        var size = Read(context.Node.Options, unionType).BlockSize;
        return size > 0 ? size : throw context.Malformed($"block_size {size}; it must be at least 1");
    }
}
