using HilRig.Harness.Boards.Attached;
using HilRig.Harness.Devices;
using HilRig.Harness.Runs;
using HilRig.Harness.Targets;
using HilRig.Harness.Transports.Rfc2217;
using HilRig.Harness.Transports.Serial;
using HilRig.Harness.Transports.Tcp;

namespace HilRig.Harness.Nightly.Locks;

/// <summary>One lock for each physical board of this machine, whoever drives it: nights, fixtures, several users. Emulated boards need none.</summary>
public static class BoardLocks
{
    /// <summary><c>HILRIG_LOCKS</c>, else a folder that all users of the machine share.</summary>
    public static string Folder => Environment.GetEnvironmentVariable("HILRIG_LOCKS") is { Length: > 0 } set ? set : Path.Combine(Path.GetTempPath(), "hilrig-locks");

    /// <summary>True for targets that exist once.</summary>
    public static bool NeedsLock(string target) => target.Split(':', '@')[0] is "serial" or "board" or "tcp" or "rfc2217";

    /// <summary>The lock of a board; null for a target that needs none.</summary>
    /// <param name="map">The hardware map that board:NAME is looked up in; null for the usual one.</param>
    /// <param name="purpose">For who finds it taken.</param>
    /// <param name="patience">How long to wait for its owner.</param>
    /// <exception cref="LockException">It is still taken then.</exception>
    public static async Task<FileLock?> TakeAsync(string target, string? map, string purpose, TimeSpan patience, CancellationToken cancellation) => NeedsLock(target)
        ? await FileLock.TakeAsync(PathOf(target, map), purpose, patience, cancellation)
        : null;

    /// <summary>Where a board's lock lies: one for each port, whatever the board is called and however fast it is spoken to.</summary>
    public static string PathOf(string target, string? map = null) => Path.Combine(Folder, FileNames.Of(PlaceOf(target, map)) + ".lock");

    // A board that is not there, or an address that is none, is for whoever opens it to say.
    private static string PlaceOf(string target, string? map)
    {
        try
        {
            return target.Split(':', 2) switch
            {
                ["board", var name] => Device(MappedBoard.PortOf(HardwareMap.Load(map).Find(name))),
                ["serial"] => Device(UsbScan.Only(UsbScan.Ports()).Port),
                ["serial", var port] when !port.All(char.IsAsciiDigit) => Device(SerialSettings.Parse(port).Port),
                ["serial", _] => Device(UsbScan.Only(UsbScan.Ports()).Port),
                ["rfc2217", var server] => $"network:{Rfc2217Settings.Parse(server).Server}",
                ["tcp", var server] when NetworkAddress.TryParse(server) is { } address => $"network:{address}",
                _ => target,
            };
        }
        catch (Exception error) when (error is InfrastructureException or UsageException)
        {
            return target;
        }
    }

    private static string Device(string port) => File.Exists(port) ? PortHolders.RealPath(port) : port;
}
