using HilRig.Harness.Transports.Serial;

namespace HilRig.Harness.Boards.Attached;

/// <summary>Names of ports that stay when they are plugged in in another order.</summary>
public static class PortNames
{
    /// <summary>The link below `/dev/serial/by-id` that leads to a port; the port itself where there is none.</summary>
    /// <param name="port">`/dev/ttyACM0`.</param>
    /// <param name="links">Replaces `/dev/serial/by-id`.</param>
    public static string Persistent(string port, string links = "/dev/serial/by-id") => Directory.Exists(links)
        ? Directory.EnumerateFileSystemEntries(links).Order(StringComparer.Ordinal).FirstOrDefault(link => PortHolders.RealPath(link) == port) ?? port
        : port;
}
