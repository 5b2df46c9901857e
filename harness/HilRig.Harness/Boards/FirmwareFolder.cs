namespace HilRig.Harness.Boards;

/// <summary>The firmware's sources and what was built from them.</summary>
public sealed class FirmwareFolder(string root)
{
    public string Path { get; } = System.IO.Path.GetFullPath(root);

    /// <summary>The variable that names the folder when hilrig does not run from a checkout.</summary>
    public const string Variable = "HILRIG_FIRMWARE";

    /// <summary>Finds <c>firmware</c> from the variable or above the program.</summary>
    /// <exception cref="InfrastructureException">Neither is there.</exception>
    public static FirmwareFolder Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
            return new(named);
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "HilRig.sln")))
                return new(System.IO.Path.Combine(folder.FullName, "firmware"));
        }
        throw new InfrastructureException($"no firmware folder above {AppContext.BaseDirectory}; set {Variable} to it");
    }

    /// <summary>Every board, by folder.</summary>
    public IReadOnlyList<BoardDescription> Boards() =>
        [.. Directory.EnumerateFiles(System.IO.Path.Combine(Path, "boards"), "board.json", SearchOption.AllDirectories).Order().Select(BoardDescription.Read)];

    /// <exception cref="UsageException">No such board; names those that are there.</exception>
    public BoardDescription Board(string id)
    {
        var path = System.IO.Path.Combine(Path, "boards", id, "board.json");
        return File.Exists(path)
            ? BoardDescription.Read(path)
            : throw new UsageException($"there is no board '{id}'; there are {string.Join(", ", Boards().Select(b => b.Id))}");
    }

    /// <summary>The built firmware of a board.</summary>
    /// <exception cref="FirmwareMissingException">Not built yet; says how.</exception>
    public string Binary(BoardDescription board)
    {
        var path = System.IO.Path.Combine(Path, "build", board.Id, board.Program);
        return File.Exists(path)
            ? path
            : throw new FirmwareMissingException(board.Id, path);
    }
}

/// <summary>The firmware of a board is not built.</summary>
public sealed class FirmwareMissingException(string board, string path) : InfrastructureException(
    $"the firmware for {board} is not built ({path} is missing): make -C firmware BOARD={board}");
