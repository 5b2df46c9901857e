using HilRig.Harness.Devices;

namespace HilRig.Harness.Boards.Attached;

/// <summary>A hardware map is missing or wrong.</summary>
public sealed class HardwareMapException : InfrastructureException
{
    public HardwareMapException(string message)
        : base(message)
    {
    }

    public HardwareMapException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
