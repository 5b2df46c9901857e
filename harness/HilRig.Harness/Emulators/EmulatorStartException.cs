using HilRig.Harness.Devices;

namespace HilRig.Harness.Emulators;

/// <summary>The emulator, or the firmware in it, could not be started.</summary>
public sealed class EmulatorStartException : InfrastructureException
{
    public EmulatorStartException(string message)
        : base(message)
    {
    }
}
