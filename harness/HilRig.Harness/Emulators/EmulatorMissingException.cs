using HilRig.Harness.Devices;

namespace HilRig.Harness.Emulators;

/// <summary>The emulator's program is not installed.</summary>
public sealed class EmulatorMissingException : InfrastructureException
{
    public EmulatorMissingException(string program, string lookedIn, string mend)
        : base($"{program} was not found {lookedIn}. Install it: {mend}")
    {
    }

    /// <summary>A library found it missing and says what to do.</summary>
    public EmulatorMissingException(Exception cause)
        : base(cause.Message, cause)
    {
    }
}
