namespace HilRig.Protocol.Commands;

/// <summary>0x30: changes the speed of a serial link, on trial until it is kept.</summary>
/// <param name="Action">What to do.</param>
/// <param name="Baud">Bits per second.</param>
public sealed record LinkSpeedRequest(LinkSpeedAction Action, uint Baud) : IRequest<LinkSpeedReply>
{
    public CommandCode Command => CommandCode.LinkSpeed;

    public void Write(PayloadWriter writer) => writer.U8((byte)Action).U8(0).U16(0).U32(Baud);

    public LinkSpeedReply Parse(ref PayloadReader reader) => new(reader.U32());
}

/// <summary>The two steps of changing a speed.</summary>
public enum LinkSpeedAction : byte
{
    /// <summary>Change after the reply; without <see cref="Keep"/> within a second the board changes back.</summary>
    Try = 0,

    /// <summary>Sent at the new speed: it is good.</summary>
    Keep = 1,
}

/// <summary>What the board makes of it.</summary>
/// <param name="Baud">The speed its divider really gives, bits per second.</param>
public sealed record LinkSpeedReply(uint Baud) : IPayload
{
    public void Write(PayloadWriter writer) => writer.U32(Baud);
}
