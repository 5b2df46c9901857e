namespace HilRig.Harness.Boards;

/// <summary>The boards of a source tree: every `firmware/boards/*/board.json`, and where their firmware is built to.</summary>
public sealed class BoardCatalog
{
    private BoardCatalog(string firmwareFolder, IReadOnlyList<BoardDescription> boards)
    {
        FirmwareFolder = firmwareFolder;
        Boards = boards;
    }

    /// <summary>The `firmware` folder.</summary>
    public string FirmwareFolder { get; }

    /// <summary>In the order of their ids.</summary>
    public IReadOnlyList<BoardDescription> Boards { get; }

    /// <summary>Loads all boards.</summary>
    /// <param name="firmwareFolder">The `firmware` folder; null to look for one, see <see cref="FindFirmwareFolder"/>.</param>
    /// <exception cref="BoardFileException">No folder, or a wrong file in it.</exception>
    public static BoardCatalog Load(string? firmwareFolder = null)
    {
        var folder = firmwareFolder ?? FindFirmwareFolder()
            ?? throw new BoardFileException("No 'firmware/boards' folder here, above, or above the program: run inside the source tree or set HILRIG_FIRMWARE to its firmware folder.");
        var boards = Path.Combine(folder, "boards");
        if (!Directory.Exists(boards))
            throw new BoardFileException($"{boards} does not exist: give the source tree's firmware folder.");
        var files = Directory.GetDirectories(boards).Order(StringComparer.Ordinal).Select(board => Path.Combine(board, "board.json"));
        return new BoardCatalog(folder, [.. files.Where(File.Exists).Select(BoardFile.Load)]);
    }

    /// <summary>`HILRIG_FIRMWARE`, else the first `firmware` folder with boards in the current folder or the program's, or above them; null when there is none.</summary>
    public static string? FindFirmwareFolder() => Environment.GetEnvironmentVariable("HILRIG_FIRMWARE") is { Length: > 0 } set
        ? set
        : new[] { Environment.CurrentDirectory, AppContext.BaseDirectory }.SelectMany(AndAbove)
            .Select(folder => Path.Combine(folder, "firmware"))
            .FirstOrDefault(folder => Directory.Exists(Path.Combine(folder, "boards")));

    /// <summary>A board by id.</summary>
    /// <exception cref="BoardFileException">Unknown; the known ones are named.</exception>
    public BoardDescription Get(string id) => Boards.FirstOrDefault(board => board.Id == id)
        ?? throw new BoardFileException($"No board '{id}'; known: {string.Join(", ", Boards.Select(board => board.Id).DefaultIfEmpty("none"))}.");

    /// <summary>Where the firmware of a board is built to: `firmware/build/ID/PROGRAM`, or `firmware/build/ID-VARIANT/PROGRAM`. It need not exist.</summary>
    /// <param name="variant">What was built otherwise: `plain`, `cmsis-nn`; empty for the usual firmware.</param>
    public string ProgramPath(BoardDescription board, string variant = "") =>
        Path.Combine(FirmwareFolder, "build", variant.Length == 0 ? board.Id : $"{board.Id}-{variant}", board.Program);

    private static IEnumerable<string> AndAbove(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
            yield return at.FullName;
    }
}
