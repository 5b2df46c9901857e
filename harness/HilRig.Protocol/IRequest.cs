namespace HilRig.Protocol;

/// <summary>A request; its type binds the type of its reply.</summary>
public interface IRequest<out TReply>
{
    /// <summary>Command byte, 0x01 to 0x7F.</summary>
    byte Command { get; }

    /// <summary>As PROTOCOL.md names it, for messages.</summary>
    string Name { get; }

    void WritePayload(PayloadWriter writer);

    /// <exception cref="BadReplyException">The payload is not what the protocol says.</exception>
    TReply ReadReply(PayloadReader reader);
}

/// <summary>A reply without content.</summary>
public readonly record struct EmptyReply
{
    internal static EmptyReply Read(PayloadReader reader, string command) => reader.Remaining == 0
        ? default
        : throw new BadReplyException($"the reply to {command} carries {reader.Remaining} bytes where none are expected");
}
