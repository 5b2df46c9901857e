namespace HilRig.Protocol.Commands;

/// <summary>0x05: validate the image in the slot, widen its biases, prepare it.</summary>
public sealed record ImageCommit : IRequest<ModelInfoReply>
{
    public byte Command => 0x05;

    public string Name => "IMAGE_COMMIT";

    public void WritePayload(PayloadWriter writer)
    {
    }

    public ModelInfoReply ReadReply(PayloadReader reader) => ModelInfoReply.Read(reader);
}
