namespace HilRig.Protocol.Commands;

/// <summary>One operator of one run.</summary>
/// <param name="Crc">CRC-32 of its output tensor right after it ran.</param>
/// <param name="Ticks">Counter ticks; see <see cref="BoardClock.Scale"/>.</param>
public readonly record struct LayerRecord(uint Crc, uint Ticks)
{
    /// <summary>Bytes of one record on the wire.</summary>
    public const int Bytes = 8;

    internal static LayerRecord Read(ref PayloadReader reader) => new(reader.U32(), reader.U32());

    internal static void WriteMany(IReadOnlyList<LayerRecord> records, PayloadWriter writer)
    {
        foreach (var record in records)
            writer.U32(record.Crc).U32(record.Ticks);
    }

    internal static LayerRecord[] ReadMany(int count, ref PayloadReader reader)
    {
        // The length is judged before anything is allocated for it.
        if (reader.Left < (long)count * Bytes)
            throw reader.Malformed($"{reader.Left} bytes are left for {count} records of {Bytes} bytes");
        var records = new LayerRecord[count];
        for (var i = 0; i < count; i++)
            records[i] = Read(ref reader);
        return records;
    }
}
