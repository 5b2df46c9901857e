namespace HilRig.Protocol.Commands;

/// <summary>0x02: the same bytes back.</summary>
public sealed record Ping(ReadOnlyMemory<byte> Bytes) : IRequest<byte[]>
{
    public byte Command => 0x02;

    public string Name => "PING";

    public void WritePayload(PayloadWriter writer) => writer.Bytes(Bytes.Span);

    public byte[] ReadReply(PayloadReader reader) => reader.Bytes(reader.Remaining);
}
