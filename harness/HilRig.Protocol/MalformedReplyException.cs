namespace HilRig.Protocol;

/// <summary>A frame arrived whole, but its content contradicts PROTOCOL.md: the firmware is broken or speaks something else.</summary>
public sealed class MalformedReplyException : ProtocolException
{
    /// <param name="what">Which frame, e.g. "the reply to Run".</param>
    /// <param name="why">What is wrong with it, with found and legal value.</param>
    public MalformedReplyException(string what, string why)
        : base($"{what} is malformed: {why}. Host and firmware disagree on the protocol: flash a firmware built from this source tree.")
    {
    }
}
