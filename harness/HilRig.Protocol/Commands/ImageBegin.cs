namespace HilRig.Protocol.Commands;

/// <summary>0x03: drops the current image and announces a new one.</summary>
/// <param name="ImageBytes">Size of the new image, at most the board's image capacity.</param>
public sealed record ImageBeginRequest(uint ImageBytes) : IRequest<EmptyReply>
{
    public CommandCode Command => CommandCode.ImageBegin;

    public void Write(PayloadWriter writer) => writer.U32(ImageBytes);

    public EmptyReply Parse(ref PayloadReader reader) => EmptyReply.Instance;
}
