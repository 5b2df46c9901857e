using HilRig.Protocol;

namespace HilRig.Harness.Devices;

/// <summary>The board speaks another protocol version.</summary>
public sealed class DeviceVersionException : InfrastructureException
{
    public DeviceVersionException(string link, ProtocolException inner)
        : base($"Wrong protocol version on {link}: {inner.Message}", inner)
    {
    }
}
