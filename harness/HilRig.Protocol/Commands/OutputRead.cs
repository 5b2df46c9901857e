namespace HilRig.Protocol.Commands;

/// <summary>0x14: a piece of the concatenated outputs.</summary>
public sealed record OutputRead(uint Offset, ushort Bytes) : IRequest<byte[]>
{
    public byte Command => 0x14;

    public string Name => "OUTPUT_READ";

    public void WritePayload(PayloadWriter writer) => writer.UInt32(Offset).UInt16(Bytes);

    public byte[] ReadReply(PayloadReader reader) => reader.Bytes(Bytes);
}
