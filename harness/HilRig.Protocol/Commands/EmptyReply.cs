namespace HilRig.Protocol.Commands;

/// <summary>"Done": a good reply without content.</summary>
public sealed record EmptyReply : IPayload
{
    /// <summary>The only value there is.</summary>
    public static EmptyReply Instance { get; } = new();

    public void Write(PayloadWriter writer)
    {
        // Nothing travels.
    }
}
