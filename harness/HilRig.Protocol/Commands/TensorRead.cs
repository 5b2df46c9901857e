namespace HilRig.Protocol.Commands;

/// <summary>0x13: bytes of a tensor as they lie in the arena now.</summary>
/// <param name="Tensor">Index in the image's list.</param>
/// <param name="Offset">Byte offset in the tensor.</param>
/// <param name="Count">Bytes wanted, 0..max_payload.</param>
public sealed record TensorReadRequest(ushort Tensor, uint Offset, ushort Count) : IRequest<BytesReply>
{
    public CommandCode Command => CommandCode.TensorRead;

    public void Write(PayloadWriter writer) => writer.U16(Tensor).U32(Offset).U16(Count);

    public BytesReply Parse(ref PayloadReader reader) => BytesReply.Exactly(Count, ref reader);
}
