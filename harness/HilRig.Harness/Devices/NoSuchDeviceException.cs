namespace HilRig.Harness.Devices;

/// <summary>There is no such board or port, or it cannot be told which is meant; the command line exits with 4 for it.</summary>
public class NoSuchDeviceException(string message) : InfrastructureException(message)
{
}
