using HilRig.Harness.Boards;
using HilRig.Harness.Boards.Attached;
using HilRig.Harness.Devices;
using HilRig.Harness.Elf;
using HilRig.Harness.Flashing;
using HilRig.Harness.Transports.Serial;

namespace HilRig.Harness.Targets;

/// <summary>`board:NAME`: a board of the hardware map, on the port where it is plugged in now.</summary>
public static class MappedBoard
{
    /// <exception cref="HardwareMapException">There is no map.</exception>
    /// <exception cref="NoSuchDeviceException">No such board is connected, or more than one.</exception>
    public static SerialSource Find(string name, string board, TargetSettings settings)
    {
        var entry = HardwareMap.Load(settings.Map).Find(board);
        return Open(name, entry, DescriptionOf(entry), settings);
    }

    /// <summary>A board of the map on its port, with all the ways there are to restart it.</summary>
    /// <param name="description">Null where firmware/boards does not have it.</param>
    /// <exception cref="NoSuchDeviceException">It has no port.</exception>
    public static SerialSource Open(string name, MapEntry entry, BoardDescription? description, TargetSettings settings)
    {
        var port = new SerialSettings(PortOf(entry), entry.Baud ?? SerialSettings.SafeBaud);
        var source = new SerialSource(name, port, settings) { Symbols = SymbolsOf(description) };
        return description?.Flash is not null && new BoardFlasher(entry, description, source, settings.Log).ProbeReset() is { } reset
            ? new SerialSource(name, port, settings) { Symbols = source.Symbols, Restarts = [("probe", reset)] }
            : source;
    }

    /// <summary>The description of a board whose platform names it; null where there is none.</summary>
    public static BoardDescription? DescriptionOf(MapEntry entry) => BoardCatalog.FindFirmwareFolder() is null
        ? null
        : BoardCatalog.Load().Boards.FirstOrDefault(known => entry.Platforms.Contains(known.Id));

    /// <summary>The port it is plugged in at now; what the map says may be of yesterday.</summary>
    /// <exception cref="NoSuchDeviceException">It has none.</exception>
    internal static string PortOf(MapEntry entry) =>
        HardwareMap.PortOf(entry, UsbScan.Ports(), port => PortNames.Persistent(port.Port))?.Port ?? entry.Serial ?? throw new NoSuchDeviceException(
            entry.SerialPty is null
                ? $"Board {entry.Id} has no serial port in the map: plug it in and run `hilrig boards scan --map`."
                : $"Board {entry.Id} is reached by twister's serial_pty script, which is not run here: give its terminal as serial:PORT.");

    private static ElfSymbols? SymbolsOf(BoardDescription? description) =>
        description is null ? null : ElfSymbols.TryLoad(BoardCatalog.Load().ProgramPath(description));
}
