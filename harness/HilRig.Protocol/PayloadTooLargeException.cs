namespace HilRig.Protocol;

/// <summary>A request does not fit what the board takes in one frame.</summary>
public sealed class PayloadTooLargeException : ProtocolException
{
    public PayloadTooLargeException(int bytes, int limit)
        : base($"A payload of {bytes} bytes does not fit a frame: 0..{limit} bytes are allowed. Send it in chunks.")
    {
    }
}
