namespace HilRig.Protocol.Commands;

/// <summary>0x11: run the first operators, or all.</summary>
/// <param name="Operators">How many; 0xFFFF for all.</param>
/// <param name="Records">Keep a CRC and a counter for every operator.</param>
/// <param name="PaintPattern">Paint arena and stack with this byte first; null for no painting.</param>
public sealed record Run(ushort Operators = Run.AllOperators, bool Records = false, byte? PaintPattern = null) : IRequest<RunReply>
{
    public const ushort AllOperators = ushort.MaxValue;

    public byte Command => 0x11;

    public string Name => "RUN";

    public void WritePayload(PayloadWriter writer) => writer
        .UInt16(Operators).UInt8((byte)((Records ? 1 : 0) | (PaintPattern is null ? 0 : 2))).UInt8(PaintPattern ?? 0);

    public RunReply ReadReply(PayloadReader reader) =>
        new(reader.UInt64(), reader.UInt32(), reader.UInt32(), reader.UInt32(), reader.UInt16(), reader.UInt16());
}

/// <summary>What a run took.</summary>
/// <param name="Ticks">Counter ticks of the operators alone.</param>
/// <param name="OutputCrc">CRC-32 of the concatenated outputs; 0 when not all operators ran.</param>
/// <param name="ArenaHighWater">Highest arena byte written, plus one; 0 when not painted.</param>
/// <param name="StackHighWater">Deepest stack use in bytes; 0 when not painted.</param>
public sealed record RunReply(ulong Ticks, uint OutputCrc, uint ArenaHighWater, uint StackHighWater, int OperatorsRun, int Records);
