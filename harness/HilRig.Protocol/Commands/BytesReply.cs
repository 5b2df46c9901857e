namespace HilRig.Protocol.Commands;

/// <summary>Raw bytes as they lie in the board's memory.</summary>
public sealed record BytesReply(ReadOnlyMemory<byte> Bytes) : IPayload
{
    public void Write(PayloadWriter writer) => writer.Bytes(Bytes.Span);

    /// <summary>Exactly <paramref name="count"/> bytes.</summary>
    internal static BytesReply Exactly(int count, ref PayloadReader reader) => new(reader.Bytes(count));
}
