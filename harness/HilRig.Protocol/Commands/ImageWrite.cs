namespace HilRig.Protocol.Commands;

/// <summary>0x04: a piece of the image.</summary>
/// <param name="Offset">Byte offset in the image slot.</param>
/// <param name="Bytes">0..max_payload - 4 bytes.</param>
public sealed record ImageWriteRequest(uint Offset, ReadOnlyMemory<byte> Bytes) : IRequest<EmptyReply>
{
    /// <summary>Payload bytes in front of the data.</summary>
    public const int HeaderBytes = 4;

    public CommandCode Command => CommandCode.ImageWrite;

    public void Write(PayloadWriter writer) => writer.U32(Offset).Bytes(Bytes.Span);

    public EmptyReply Parse(ref PayloadReader reader) => EmptyReply.Instance;
}
