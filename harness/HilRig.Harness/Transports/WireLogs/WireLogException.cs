using HilRig.Harness.Devices;

namespace HilRig.Harness.Transports.WireLogs;

/// <summary>A file is no wire log, or a replay does not follow it.</summary>
public sealed class WireLogException : InfrastructureException
{
    public WireLogException(string message)
        : base(message)
    {
    }
}
