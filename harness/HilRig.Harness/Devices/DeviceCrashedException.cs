using HilRig.Protocol;

namespace HilRig.Harness.Devices;

/// <summary>The board reported a processor fault; it waits for a reset and answers nothing more.</summary>
public sealed class DeviceCrashedException : InfrastructureException
{
    public DeviceCrashedException(string link, FaultFrame fault)
        : base($"The board on {link} crashed: {fault.Describe()}") => Fault = fault;

    /// <summary>Its registers.</summary>
    public FaultFrame Fault { get; }
}
