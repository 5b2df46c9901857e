namespace HilRig.Protocol.Commands;

/// <summary>0x03: drops the current image; a new one of the given size follows.</summary>
public sealed record ImageBegin(uint Bytes) : IRequest<EmptyReply>
{
    public byte Command => 0x03;

    public string Name => "IMAGE_BEGIN";

    public void WritePayload(PayloadWriter writer) => writer.UInt32(Bytes);

    public EmptyReply ReadReply(PayloadReader reader) => EmptyReply.Read(reader, Name);
}
