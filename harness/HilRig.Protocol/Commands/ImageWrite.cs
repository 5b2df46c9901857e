namespace HilRig.Protocol.Commands;

/// <summary>0x04: a piece of the image.</summary>
public sealed record ImageWrite(uint Offset, ReadOnlyMemory<byte> Bytes) : IRequest<EmptyReply>
{
    /// <summary>Payload bytes besides the piece itself.</summary>
    public const int Overhead = sizeof(uint);

    public byte Command => 0x04;

    public string Name => "IMAGE_WRITE";

    public void WritePayload(PayloadWriter writer) => writer.UInt32(Offset).Bytes(Bytes.Span);

    public EmptyReply ReadReply(PayloadReader reader) => EmptyReply.Read(reader, Name);
}
