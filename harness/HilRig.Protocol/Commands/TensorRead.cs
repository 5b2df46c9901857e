namespace HilRig.Protocol.Commands;

/// <summary>0x13: a piece of a tensor as it lies in the arena now.</summary>
/// <param name="Tensor">Index in the image's tensor list.</param>
public sealed record TensorRead(ushort Tensor, uint Offset, ushort Bytes) : IRequest<byte[]>
{
    public byte Command => 0x13;

    public string Name => "TENSOR_READ";

    public void WritePayload(PayloadWriter writer) => writer.UInt16(Tensor).UInt32(Offset).UInt16(Bytes);

    public byte[] ReadReply(PayloadReader reader) => reader.Bytes(Bytes);
}
