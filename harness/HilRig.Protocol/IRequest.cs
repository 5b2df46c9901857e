namespace HilRig.Protocol;

/// <summary>A request without its reply's type, for lists and logs.</summary>
public interface IRequest : IPayload
{
    /// <summary>The command, 0x01..0x7F.</summary>
    CommandCode Command { get; }
}

/// <summary>A request that knows what answers it.</summary>
/// <typeparam name="TReply">Type of the good reply.</typeparam>
public interface IRequest<out TReply> : IRequest
    where TReply : IPayload
{
    /// <summary>Reads the good reply to this very request.</summary>
    /// <exception cref="MalformedReplyException">The length does not fit, or the content contradicts the request.</exception>
    TReply Parse(ref PayloadReader reader);
}
