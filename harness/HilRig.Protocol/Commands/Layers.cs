namespace HilRig.Protocol.Commands;

/// <summary>0x12: the records of the last run.</summary>
public sealed record Layers(ushort First, ushort Count) : IRequest<OperatorRecord[]>
{
    public byte Command => 0x12;

    public string Name => "LAYERS";

    public void WritePayload(PayloadWriter writer) => writer.UInt16(First).UInt16(Count);

    public OperatorRecord[] ReadReply(PayloadReader reader)
    {
        var records = new OperatorRecord[Count];
        for (var i = 0; i < records.Length; i++)
            records[i] = OperatorRecord.Read(ref reader);
        return records;
    }
}

/// <summary>One operator of one run.</summary>
/// <param name="Crc">CRC-32 of its output tensor right after it ran.</param>
/// <param name="Ticks">Counter ticks it took.</param>
public readonly record struct OperatorRecord(uint Crc, uint Ticks)
{
    /// <summary>Bytes of a record on the wire.</summary>
    public const int Bytes = 8;

    internal static OperatorRecord Read(ref PayloadReader reader) => new(reader.UInt32(), reader.UInt32());
}
