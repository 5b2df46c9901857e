namespace HilRig.Protocol.Commands;

/// <summary>0x10: a piece of the concatenation of the model's inputs.</summary>
/// <param name="Offset">Byte offset in it.</param>
/// <param name="Bytes">0..max_payload - 4 bytes.</param>
public sealed record InputWriteRequest(uint Offset, ReadOnlyMemory<byte> Bytes) : IRequest<EmptyReply>
{
    /// <summary>Payload bytes in front of the data.</summary>
    public const int HeaderBytes = 4;

    public CommandCode Command => CommandCode.InputWrite;

    public void Write(PayloadWriter writer) => writer.U32(Offset).Bytes(Bytes.Span);

    public EmptyReply Parse(ref PayloadReader reader) => EmptyReply.Instance;
}
