namespace HilRig.Protocol.Commands;

/// <summary>0x14: bytes of the concatenation of the model's outputs.</summary>
/// <param name="Offset">Byte offset in it.</param>
/// <param name="Count">Bytes wanted, 0..max_payload.</param>
public sealed record OutputReadRequest(uint Offset, ushort Count) : IRequest<BytesReply>
{
    public CommandCode Command => CommandCode.OutputRead;

    public void Write(PayloadWriter writer) => writer.U32(Offset).U16(Count);

    public BytesReply Parse(ref PayloadReader reader) => BytesReply.Exactly(Count, ref reader);
}
