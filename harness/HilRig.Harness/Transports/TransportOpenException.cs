using HilRig.Harness.Devices;

namespace HilRig.Harness.Transports;

/// <summary>A link could not be opened.</summary>
public sealed class TransportOpenException : InfrastructureException
{
    public TransportOpenException(string message)
        : base(message)
    {
    }

    public TransportOpenException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
