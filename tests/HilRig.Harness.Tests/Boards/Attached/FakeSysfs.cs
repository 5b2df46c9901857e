using HilRig.Harness.Tests.Data;

namespace HilRig.Harness.Tests.Boards.Attached;

/// <summary>A sysfs with USB devices in it, built as Linux lays it out: class links to the device tree.</summary>
internal sealed class FakeSysfs : IDisposable
{
    private readonly TempFolder _folder = new();

    public string Sys => _folder.PathOf("sys");

    /// <summary>Plugs a device in. A ttyACM hangs at the USB interface, a ttyUSB at a port below it.</summary>
    public FakeSysfs Plug(string tty, string vendor, string product, string serial, string name, int number = 0)
    {
        var device = Directory.CreateDirectory(Path.Combine(Sys, "devices", "pci0000:00", "usb1", $"1-{tty}")).FullName;
        foreach (var (file, text) in new[] { ("idVendor", vendor), ("idProduct", product), ("serial", serial), ("product", name), ("manufacturer", "Maker") })
            if (text.Length > 0)
                File.WriteAllText(Path.Combine(device, file), text + "\n");
        var usbInterface = Directory.CreateDirectory(Path.Combine(device, $"1-{tty}:1.{number}")).FullName;
        File.WriteAllText(Path.Combine(usbInterface, "bInterfaceNumber"), $"{number:x2}\n");
        var parent = tty.StartsWith("ttyUSB", StringComparison.Ordinal) ? Directory.CreateDirectory(Path.Combine(usbInterface, tty)).FullName : usbInterface;
        Link(tty, parent);
        return this;
    }

    /// <summary>A port that is no USB device.</summary>
    public FakeSysfs BuiltIn(string tty)
    {
        Link(tty, Directory.CreateDirectory(Path.Combine(Sys, "devices", "platform", "serial8250")).FullName);
        return this;
    }

    public void Dispose() => _folder.Dispose();

    private void Link(string tty, string parent)
    {
        var node = Directory.CreateDirectory(Path.Combine(parent, "tty", tty)).FullName;
        Directory.CreateSymbolicLink(Path.Combine(node, "device"), parent);
        var links = Directory.CreateDirectory(Path.Combine(Sys, "class", "tty")).FullName;
        Directory.CreateSymbolicLink(Path.Combine(links, tty), node);
    }
}
