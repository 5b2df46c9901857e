using System.Globalization;
using HilRig.Harness.Devices;

namespace HilRig.Harness.Boards.Attached;

/// <summary>USB devices by serial number, also those without a serial port.</summary>
public static class UsbDevices
{
    /// <summary>Vendor and product of the one device with a serial number.</summary>
    /// <param name="serial">Not empty.</param>
    /// <param name="sys">Replaces /sys.</param>
    /// <exception cref="NoSuchDeviceException">None, or more than one.</exception>
    public static (ushort Vendor, ushort Product) Find(string serial, string sys = "/sys")
    {
        var folder = Path.Combine(sys, "bus", "usb", "devices");
        var found = Directory.Exists(folder) ? Directory.EnumerateFileSystemEntries(folder).Where(device => Text(device, "serial") == serial).ToList() : [];
        return found switch
        {
            [var only] => (Hex(Text(only, "idVendor")), Hex(Text(only, "idProduct"))),
            [] => throw new NoSuchDeviceException($"No USB device with serial number {serial} is plugged in."),
            _ => throw new NoSuchDeviceException(
                $"{found.Count} USB devices have the serial number {serial} ({string.Join(", ", found.Select(Path.GetFileName))}): unplug all but the one that is meant."),
        };
    }

    private static string Text(string device, string name)
    {
        var path = Path.Combine(device, name);
        return File.Exists(path) ? File.ReadAllText(path).Trim() : string.Empty;
    }

    private static ushort Hex(string text) => ushort.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) ? value : (ushort)0;
}
