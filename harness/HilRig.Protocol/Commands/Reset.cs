namespace HilRig.Protocol.Commands;

/// <summary>0x20: answers, then restarts the board.</summary>
public sealed record ResetRequest : IRequest<EmptyReply>
{
    public CommandCode Command => CommandCode.Reset;

    public void Write(PayloadWriter writer)
    {
        // Nothing travels.
    }

    public EmptyReply Parse(ref PayloadReader reader) => EmptyReply.Instance;
}
