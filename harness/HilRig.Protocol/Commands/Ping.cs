namespace HilRig.Protocol.Commands;

/// <summary>0x02: send these bytes back.</summary>
/// <param name="Bytes">0..max_payload bytes.</param>
public sealed record PingRequest(ReadOnlyMemory<byte> Bytes) : IRequest<BytesReply>
{
    public CommandCode Command => CommandCode.Ping;

    public void Write(PayloadWriter writer) => writer.Bytes(Bytes.Span);

    public BytesReply Parse(ref PayloadReader reader)
    {
        var reply = BytesReply.Exactly(Bytes.Length, ref reader);
        return reply.Bytes.Span.SequenceEqual(Bytes.Span) ? reply : throw reader.Malformed("it does not repeat the bytes sent");
    }
}
