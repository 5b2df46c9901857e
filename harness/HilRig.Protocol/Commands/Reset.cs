namespace HilRig.Protocol.Commands;

/// <summary>0x20: answer, then restart.</summary>
public sealed record Reset : IRequest<EmptyReply>
{
    public byte Command => 0x20;

    public string Name => "RESET";

    public void WritePayload(PayloadWriter writer)
    {
    }

    public EmptyReply ReadReply(PayloadReader reader) => EmptyReply.Read(reader, Name);
}
