namespace HilRig.Protocol.Commands;

/// <summary>0x05: validates the image in the slot, widens biases, prepares.</summary>
public sealed record ImageCommitRequest : IRequest<ModelInfoReply>
{
    public CommandCode Command => CommandCode.ImageCommit;

    public void Write(PayloadWriter writer)
    {
        // Nothing travels.
    }

    public ModelInfoReply Parse(ref PayloadReader reader) => ModelInfoReply.Read(ref reader);
}
