namespace HilRig.Harness.Devices;

/// <summary>The board did not come back from a reset.</summary>
public sealed class DeviceResetException : InfrastructureException
{
    public DeviceResetException(string link, TimeSpan waited, string seen)
        : base($"The board on {link} did not come back from RESET within {waited.TotalSeconds:F1} s: {seen}. Reset it by hand or power-cycle it.")
    {
    }
}
