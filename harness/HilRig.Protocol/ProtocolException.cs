namespace HilRig.Protocol;

/// <summary>Base of everything this assembly throws on purpose.</summary>
public abstract class ProtocolException : Exception
{
    protected ProtocolException(string message)
        : base(message)
    {
    }
}
