namespace HilRig.Protocol.Commands;

/// <summary>0x01: who are you. The first request on a link; its payload fits every board.</summary>
/// <param name="Version">Protocol version the host speaks.</param>
public sealed record HelloRequest(ushort Version = ProtocolLimits.Version) : IRequest<HelloReply>
{
    public CommandCode Command => CommandCode.Hello;

    public void Write(PayloadWriter writer) => writer.U16(Version);

    /// <exception cref="ProtocolVersionException">The board speaks another version; the rest of its reply is not looked at.</exception>
    public HelloReply Parse(ref PayloadReader reader)
    {
        var version = reader.U16();
        return version == Version ? HelloReply.Read(version, ref reader) : throw new ProtocolVersionException(version);
    }
}
