using HilRig.Harness.Boards;

namespace HilRig.Harness.Flashing;

/// <summary>Which flasher it is: the one asked for, else the map's, else the first in the board's order whose program is here.</summary>
public static class FlasherChoice
{
    /// <param name="board">Its `flash.targets` name the flashers it can be flashed with.</param>
    /// <param name="asked">`--runner`; null when none was asked for.</param>
    /// <param name="mapped">The hardware map's runner; empty when there is none.</param>
    /// <param name="path">PATH.</param>
    /// <exception cref="NoFlasherException">None fits, with what would.</exception>
    public static IFlasher Of(BoardDescription board, string? asked, string mapped, string path)
    {
        var targets = board.Flash?.Targets ?? throw new NoFlasherException(
            $"Board '{board.Id}' has no flash.targets in its board.json: name what flashes it there, as \"openocd\": \"board/st_nucleo_f4.cfg\".");
        if (asked is not null)
            return Needed(board, asked, path);
        if (FlasherRegistry.All.FirstOrDefault(flasher => flasher.Name == Zephyr(mapped) && targets.ContainsKey(flasher.Name)) is { } preferred && IsHere(preferred, path))
            return preferred;
        return InOrder(board).FirstOrDefault(flasher => IsHere(flasher, path)) ?? throw new NoFlasherException(
            $"None of the programs that flash '{board.Id}' is on PATH. Install one: {string.Join(", or ", InOrder(board).Select(flasher => $"{flasher.Program} ({flasher.Install})"))}.");
    }

    private static IFlasher Needed(BoardDescription board, string name, string path)
    {
        var flasher = FlasherRegistry.All.FirstOrDefault(known => known.Name == Zephyr(name))
            ?? throw new NoFlasherException($"There is no flasher '{name}'; there are {string.Join(", ", FlasherRegistry.All.Select(known => known.Name))}.");
        if (!board.Flash!.Targets.ContainsKey(flasher.Name))
            throw new NoFlasherException($"Board '{board.Id}' names no target for {flasher.Name} in its board.json, only for {string.Join(", ", board.Flash.Targets.Keys)}.");
        return IsHere(flasher, path) ? flasher : throw new NoFlasherException($"{flasher.Program} is not on PATH. Install it: {flasher.Install}.");
    }

    // The order in board.json is the board's own.
    private static IEnumerable<IFlasher> InOrder(BoardDescription board) =>
        board.Flash!.Targets.Keys.Select(name => FlasherRegistry.All.FirstOrDefault(flasher => flasher.Name == name)).OfType<IFlasher>();

    private static bool IsHere(IFlasher flasher, string path) =>
        flasher.Program is null || path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Any(folder => File.Exists(Path.Combine(folder, flasher.Program)));

    // Zephyr's names where they differ from the tools'.
    private static string Zephyr(string name) => name switch
    {
        "stlink" or "stm32cubeprogrammer" => "st-flash",
        "nrfjprog" or "nrfutil" => "jlink",
        _ => name,
    };
}
