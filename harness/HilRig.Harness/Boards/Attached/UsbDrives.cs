using HilRig.Harness.Devices;
using HilRig.Harness.Transports.Serial;

namespace HilRig.Harness.Boards.Attached;

/// <summary>Mounted drives of USB devices: probes and bootloaders show one.</summary>
/// <param name="Sys">sysfs.</param>
/// <param name="Mounts">The kernel's list of mounts.</param>
public sealed record UsbDrives(string Sys = "/sys", string Mounts = "/proc/mounts")
{
    /// <summary>Where the drive of a device is mounted.</summary>
    /// <param name="serial">Serial number of the USB device.</param>
    /// <param name="marker">A file that only the right kind of drive has.</param>
    /// <exception cref="NoSuchDeviceException">It is not mounted, or there are several.</exception>
    public string Find(string serial, string marker)
    {
        var drives = File.ReadAllLines(Mounts).Select(line => line.Split(' '))
            .Where(cells => cells.Length > 1 && cells[0].StartsWith("/dev/", StringComparison.Ordinal))
            .Select(cells => (Device: cells[0], Folder: cells[1].Replace("\\040", " ", StringComparison.Ordinal)))
            .Where(mount => File.Exists(Path.Combine(mount.Folder, marker)) && SerialOf(mount.Device) == serial).Select(mount => mount.Folder).ToList();
        return drives switch
        {
            [var only] => only,
            [] => throw new NoSuchDeviceException($"No drive of the USB device {serial} with {marker} is mounted: mount it, and put the board into its bootloader where it needs one."),
            _ => throw new NoSuchDeviceException($"The USB device {serial} has several drives with {marker}: {string.Join(", ", drives)}. Unmount all but one."),
        };
    }

    private string? SerialOf(string device)
    {
        var block = Path.Combine(Sys, "class", "block", Path.GetFileName(device));
        for (var at = Directory.Exists(block) ? new DirectoryInfo(PortHolders.RealPath(block)) : null; at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "idVendor")))
                return File.Exists(Path.Combine(at.FullName, "serial")) ? File.ReadAllText(Path.Combine(at.FullName, "serial")).Trim() : null;
        return null;
    }
}
