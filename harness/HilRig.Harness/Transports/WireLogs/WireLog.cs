using System.Buffers.Binary;
using System.Text;

namespace HilRig.Harness.Transports.WireLogs;

/// <summary>A `wire.hrt` that was read.</summary>
/// <param name="Description">The link it was recorded on.</param>
/// <param name="Start">Wall clock when it began.</param>
/// <param name="Records">In order.</param>
/// <param name="IsTruncated">The file ends inside a record: the host was killed while writing.</param>
public sealed record WireLog(string Description, DateTimeOffset Start, IReadOnlyList<WireRecord> Records, bool IsTruncated)
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="WireLogException">It is no wire log, of another version, or damaged.</exception>
    public static WireLog Open(string path)
    {
        using var stream = File.OpenRead(path);
        return Read(stream, path);
    }

    /// <summary>Reads a stream to its end; <paramref name="name"/> is for errors.</summary>
    /// <exception cref="WireLogException">It is no wire log, of another version, or damaged.</exception>
    public static WireLog Read(Stream stream, string name)
    {
        var header = new byte[WireLogFormat.HeaderBytes];
        if (stream.ReadAtLeast(header, header.Length, false) < header.Length || !header.AsSpan().StartsWith(WireLogFormat.Magic))
            throw new WireLogException($"{name} is no wire log: it does not begin with 'HRTW'. Give the wire.hrt of a run folder.");
        var version = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(4));
        if (version != WireLogFormat.Version)
            throw new WireLogException($"{name} has wire log version {version}, this host reads {WireLogFormat.Version}: use the host that wrote it.");
        var text = new byte[BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(6))];
        var whole = stream.ReadAtLeast(text, text.Length, false) == text.Length;
        var start = DateTimeOffset.UnixEpoch.AddMicroseconds(BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(8)));
        var records = new List<WireRecord>();
        whole = whole && ReadRecords(stream, name, records);
        return new WireLog(Encoding.UTF8.GetString(text), start, records, !whole);
    }

    private static bool ReadRecords(Stream stream, string name, List<WireRecord> records)
    {
        var head = new byte[WireLogFormat.RecordBytes];
        while (true)
        {
            var got = stream.ReadAtLeast(head, head.Length, false);
            if (got < head.Length)
                return got == 0;
            var bytes = new byte[CheckedLength(head, name, records.Count)];
            if (stream.ReadAtLeast(bytes, bytes.Length, false) < bytes.Length)
                return false;
            records.Add(new WireRecord((WireDirection)head[0], BinaryPrimitives.ReadUInt64LittleEndian(head.AsSpan(1)), bytes));
        }
    }

    private static int CheckedLength(byte[] head, string name, int index)
    {
        var length = BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(9));
        return head[0] <= (byte)WireDirection.Note && length <= WireLogFormat.MaxRecordBytes
            ? (int)length
            : throw new WireLogException($"{name} is damaged at record {index}: direction {head[0]} (0..2), length {length} (0..{WireLogFormat.MaxRecordBytes}).");
    }
}
