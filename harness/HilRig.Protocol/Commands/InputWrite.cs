namespace HilRig.Protocol.Commands;

/// <summary>0x10: a piece of the concatenated inputs of one sample.</summary>
public sealed record InputWrite(uint Offset, ReadOnlyMemory<byte> Bytes) : IRequest<EmptyReply>
{
    /// <summary>Payload bytes besides the piece itself.</summary>
    public const int Overhead = sizeof(uint);

    public byte Command => 0x10;

    public string Name => "INPUT_WRITE";

    public void WritePayload(PayloadWriter writer) => writer.UInt32(Offset).Bytes(Bytes.Span);

    public EmptyReply ReadReply(PayloadReader reader) => EmptyReply.Read(reader, Name);
}
