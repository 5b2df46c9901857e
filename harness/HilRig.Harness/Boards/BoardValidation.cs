using System.Globalization;

namespace HilRig.Harness.Boards;

/// <summary>What JSON types alone do not say about a board.</summary>
internal static class BoardValidation
{
    private static readonly string[] Units = ["none", "cycles", "instructions", "nanoseconds"];
    private static readonly string[] Links = ["uart", "stdio"];
    private static readonly string[] EmulatorKinds = ["qemu", "renode", "process"];

    /// <exception cref="BoardFileException">Names the key, its value and what is legal.</exception>
    public static void Check(BoardDescription board, string path)
    {
        foreach (var (key, value, legal) in Problems(board, Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path)))!))
            throw new BoardFileException($"{path}: {key} is '{value}', legal: {legal}.");
    }

    private static IEnumerable<(string Key, object? Value, string Legal)> Problems(BoardDescription board, string folder) =>
        BoardProblems(board, folder).Concat(MemoryProblems(board)).Concat(board.Emulators.SelectMany(EmulatorProblems));

    private static IEnumerable<(string Key, object? Value, string Legal)> BoardProblems(BoardDescription board, string folder)
    {
        if (board.SchemaVersion != 1)
            yield return ("schemaVersion", board.SchemaVersion, "1");
        if (board.Id != folder)
            yield return ("id", board.Id, $"the folder's name '{folder}'");
        if (board.ClockHz is < 1 or > uint.MaxValue)
            yield return ("clockHz", board.ClockHz, "1..4294967295");
        if (board.Program.Length == 0 || Path.GetFileName(board.Program) != board.Program)
            yield return ("program", board.Program, "a file name without folder");
        if (!Links.Contains(board.Link.Kind))
            yield return ("link.kind", board.Link.Kind, string.Join(", ", Links));
        if (board.Link.Kind == "uart" && board.Link.Baud is null or < 1)
            yield return ("link.baud", board.Link.Baud, "1 or more for a uart");
    }

    private static IEnumerable<(string Key, object? Value, string Legal)> MemoryProblems(BoardDescription board)
    {
        var memory = board.Memory;
        var sizes = new[] { ("arenaBytes", memory.ArenaBytes), ("biasRamBytes", memory.BiasRamBytes), ("imageBytes", memory.ImageBytes), ("stackBytes", memory.StackBytes) };
        foreach (var (key, bytes) in sizes)
            if (bytes is < 0 or > uint.MaxValue)
                yield return ($"memory.{key}", bytes, "0..4294967295");
        if (memory.ImageInFlash is { } address && !IsAddress(address))
            yield return ("memory.imageInFlash", address, "0x and 1 to 8 hex digits");
        foreach (var (flasher, target) in board.Flash?.Targets ?? new Dictionary<string, string>())
        {
            if (Flashing.FlasherRegistry.All.All(known => known.Name != flasher))
                yield return ("flash.targets", flasher, string.Join(", ", Flashing.FlasherRegistry.All.Select(known => known.Name)));
            if (target.Length == 0)
                yield return ($"flash.targets.{flasher}", target, "the flasher's name of the chip or board");
        }
        if (!Units.Contains(board.Counter.Unit))
            yield return ("counter.unit", board.Counter.Unit, string.Join(", ", Units));
        if (board.Counter.Unit != "none" && board.Counter.Denominator < 1)
            yield return ("counter.denominator", board.Counter.Denominator, "1 or more");
    }

    private static IEnumerable<(string Key, object? Value, string Legal)> EmulatorProblems(BoardEmulator emulator)
    {
        if (!EmulatorKinds.Contains(emulator.Kind))
            yield return ("emulators.kind", emulator.Kind, string.Join(", ", EmulatorKinds));
        if (emulator.Kind != "process" && string.IsNullOrEmpty(emulator.Machine))
            yield return ("emulators.machine", emulator.Machine, $"a machine name for {emulator.Kind}");
        if (emulator.Kind == "renode" && string.IsNullOrEmpty(emulator.Uart))
            yield return ("emulators.uart", emulator.Uart, "the peripheral that is the link, e.g. sysbus.usart2");
        if (emulator.Window is not { } window)
            yield break;
        if (window.Bytes is < 1 or > int.MaxValue)
            yield return ("emulators.window.bytes", window.Bytes, "1..2147483647");
        if (window.BackendOffset < 0 || window.BackendOffset % 4096 != 0)
            yield return ("emulators.window.backendOffset", window.BackendOffset, "a multiple of 4096");
        if (window.FileBytes - window.BackendOffset < window.Bytes)
            yield return ("emulators.window.backendBytes", window.FileBytes, $"at least backendOffset + bytes, {window.BackendOffset} + {window.Bytes}");
        if (window.Address is { } address && !IsAddress(address))
            yield return ("emulators.window.address", address, "0x and 1 to 8 hex digits");
        if (emulator.Kind == "process" && string.IsNullOrEmpty(window.Option))
            yield return ("emulators.window.option", window.Option, "the option that takes the file, e.g. --memory");
    }

    private static bool IsAddress(string text) =>
        text.StartsWith("0x", StringComparison.Ordinal)
        && uint.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _);
}
