using System.Globalization;
using HilRig.Harness.Devices;

namespace HilRig.Harness.Boards.Attached;

/// <summary>The serial ports of USB devices, by Linux's sysfs.</summary>
public static class UsbScan
{
    /// <summary>All of them, in the order of their names.</summary>
    /// <param name="sys">Replaces /sys.</param>
    /// <param name="dev">Replaces /dev.</param>
    public static IReadOnlyList<UsbPort> Ports(string sys = "/sys", string dev = "/dev")
    {
        var folder = Path.Combine(sys, "class", "tty");
        return Directory.Exists(folder)
            ? [.. Directory.EnumerateFileSystemEntries(folder).Order(StringComparer.Ordinal).Select(tty => PortOf(tty, dev)).OfType<UsbPort>()]
            : [];
    }

    /// <summary>The only known board that is plugged in.</summary>
    /// <exception cref="NoSuchDeviceException">There is none, or more than one: they are named.</exception>
    public static UsbPort Only(IReadOnlyList<UsbPort> ports)
    {
        var known = ports.Where(port => port.Identity is not null).ToList();
        return known switch
        {
            [var only] => only,
            [] => throw new NoSuchDeviceException(
                $"No known board is plugged in; serial ports: {Named(ports)}. Name one: serial:PORT, or board:NAME with a map."),
            _ => throw new NoSuchDeviceException($"It cannot be told which board is meant: {Named(known)}. Name one: serial:PORT, or board:NAME with a map."),
        };
    }

    private static string Named(IEnumerable<UsbPort> ports) => string.Join(", ", ports.Select(port => port.ToString()).DefaultIfEmpty("none"));

    // /sys/class/tty/ttyACM0/device is the USB interface (of ttyUSB0: the port below it); the device is the first folder above with ids.
    private static UsbPort? PortOf(string tty, string dev)
    {
        var device = new DirectoryInfo(Path.Combine(RealPath(tty), "device"));
        var at = device.Exists ? new DirectoryInfo(RealPath(device.FullName)) : null;
        var number = -1;
        for (; at is not null; at = at.Parent)
        {
            if (Text(at, "bInterfaceNumber") is { Length: > 0 } text)
                number = Hex(text);
            if (File.Exists(Path.Combine(at.FullName, "idVendor")))
                return new(
                    Path.Combine(dev, Path.GetFileName(tty)), (ushort)Hex(Text(at, "idVendor")), (ushort)Hex(Text(at, "idProduct")), Text(at, "serial"),
                    Text(at, "product"), Text(at, "manufacturer"), number);
        }
        return null;
    }

    private static string RealPath(string path) => new DirectoryInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;

    private static string Text(DirectoryInfo folder, string name)
    {
        var path = Path.Combine(folder.FullName, name);
        return File.Exists(path) ? File.ReadAllText(path).Trim() : string.Empty;
    }

    private static int Hex(string text) => int.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) ? value : 0;
}
