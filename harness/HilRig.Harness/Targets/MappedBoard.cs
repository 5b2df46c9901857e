using HilRig.Harness.Boards;
using HilRig.Harness.Boards.Attached;
using HilRig.Harness.Devices;
using HilRig.Harness.Elf;
using HilRig.Harness.Transports.Serial;

namespace HilRig.Harness.Targets;

/// <summary>`board:NAME`: a board of the hardware map, on the port where it is plugged in now.</summary>
internal static class MappedBoard
{
    /// <exception cref="HardwareMapException">There is no map.</exception>
    /// <exception cref="NoSuchDeviceException">No such board is connected, or more than one.</exception>
    public static SerialSource Find(string name, string board, TargetSettings settings)
    {
        var entry = HardwareMap.Load(settings.Map).Find(board);
        return new(name, new SerialSettings(PortOf(entry), entry.Baud ?? SerialSettings.SafeBaud), settings)
        {
            Symbols = SymbolsOf(entry),
        };
    }

    // The port it is plugged in at now; what the map says may be of yesterday.
    private static string PortOf(MapEntry entry) =>
        HardwareMap.PortOf(entry, UsbScan.Ports(), port => PortNames.Persistent(port.Port))?.Port ?? entry.Serial ?? throw new NoSuchDeviceException(
            entry.SerialPty is null
                ? $"Board {entry.Id} has no serial port in the map: plug it in and run `hilrig boards scan --map`."
                : $"Board {entry.Id} is reached by twister's serial_pty script, which is not run here: give its terminal as serial:PORT.");

    private static ElfSymbols? SymbolsOf(MapEntry entry)
    {
        if (BoardCatalog.FindFirmwareFolder() is null)
            return null;
        var catalog = BoardCatalog.Load();
        return catalog.Boards.FirstOrDefault(known => entry.Platforms.Contains(known.Id)) is { } known
            ? ElfSymbols.TryLoad(catalog.ProgramPath(known))
            : null;
    }
}
