namespace HilRig.Harness.Devices;

/// <summary>Not one byte came from the board.</summary>
public sealed class DeviceSilentException : InfrastructureException
{
    public DeviceSilentException(string link, string request, string waited)
        : base($"No bytes at all from {link}: {request} got no answer {waited}. "
            + "Is the board powered, flashed with the HilRig firmware and on this link? Check wiring and baud rate.")
    {
    }
}
