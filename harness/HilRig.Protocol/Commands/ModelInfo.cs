namespace HilRig.Protocol.Commands;

/// <summary>0x06: which model is prepared.</summary>
public sealed record ModelInfoRequest : IRequest<ModelInfoReply>
{
    public CommandCode Command => CommandCode.ModelInfo;

    public void Write(PayloadWriter writer)
    {
        // Nothing travels.
    }

    public ModelInfoReply Parse(ref PayloadReader reader) => ModelInfoReply.Read(ref reader);
}
