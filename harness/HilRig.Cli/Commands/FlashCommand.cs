using System.CommandLine;
using HilRig.Cli.Console;
using HilRig.Harness;
using HilRig.Harness.Boards;
using HilRig.Harness.Boards.Attached;
using HilRig.Harness.Flashing;
using HilRig.Harness.Images;
using HilRig.Harness.Targets;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Quantization;

namespace HilRig.Cli.Commands;

/// <summary><c>hilrig flash</c>: firmware and model image into a board, or into a file.</summary>
internal static class FlashCommand
{
    private static readonly Option<string> Model = CommonOptions.Model();
    private static readonly Option<string> Rounding = CommonOptions.Rounding();
    private static readonly Option<string> Bias = CommonOptions.Bias();
    private static readonly Option<double> Timeout = CommonOptions.Timeout();
    private static readonly LinkOptions Link = new();
    private static readonly Option<string?> Target = new("--target", "-t") { Description = "board:NAME of the hardware map." };
    private static readonly Option<string?> Runner = new("--runner") { Description = $"What flashes it: {string.Join(", ", FlasherRegistry.All.Select(f => f.Name))}." };
    private static readonly Option<bool> Force = new("--force") { Description = "Flash even what the board runs already." };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Print the command lines and do nothing." };
    private static readonly Option<string?> Board = new("--board") { Description = "A board of firmware/boards, with --write." };
    private static readonly Option<string?> WriteTo = new("--write") { Description = "Write the file instead of flashing: .elf, .hex, .bin or .uf2." };

    public static Command Create()
    {
        var command = new Command("flash", "Flash the firmware, with the model image where the board keeps it in flash.")
        {
            Model, Target, Runner, Force, DryRun, Board, WriteTo, Rounding, Bias, Timeout,
        };
        Link.AddTo(command);
        command.SetGuarded(RunAsync);
        return command;
    }

    private static Task<int> RunAsync(ParseResult p, CancellationToken cancellation) => (p.GetValue(WriteTo), p.GetValue(Target)) switch
    {
        ({ } path, _) => Task.FromResult(Write(p, path)),
        (_, { } target) when target.StartsWith("board:", StringComparison.Ordinal) => FlashAsync(p, target, cancellation),
        (_, { } target) => throw new UsageException($"target '{target}' cannot be flashed; legal is board:NAME, see hilrig boards scan --map"),
        _ => throw new UsageException("what is to be flashed? Give --target board:NAME, or --board ID and --write FILE"),
    };

    private static async Task<int> FlashAsync(ParseResult p, string target, CancellationToken cancellation)
    {
        var settings = Link.Apply(p, new() { ReplyTimeout = TimeSpan.FromSeconds(p.GetValue(Timeout)) });
        var entry = HardwareMap.Load(settings.Map).Find(target["board:".Length..]);
        var board = MappedBoard.DescriptionOf(entry) ?? throw new UsageException(
            $"{string.Join('/', entry.Platforms)} names no board of firmware/boards: write the board's id as platform of {entry.Id} into the map");
        var flasher = new BoardFlasher(entry, board, MappedBoard.Open(target, entry, board, settings), settings.Log)
        {
            Runner = p.GetValue(Runner), Force = p.GetValue(Force),
        };
        if (p.GetValue(DryRun))
        {
            foreach (var step in flasher.Plan(".").Steps)
                System.Console.WriteLine(step);
            return ExitCode.Pass;
        }
        var (model, image) = Image(p);
        Terminal.Line(await flasher.RunAsync(Files(board, image), model, image, cancellation));
        return ExitCode.Pass;
    }

    private static int Write(ParseResult p, string path)
    {
        var board = BoardCatalog.Load().Get(p.GetValue(Board) ?? throw new UsageException("--write needs --board ID"));
        var format = Path.GetExtension(path).TrimStart('.') is { } name && Enum.TryParse<FlashFormat>(name, ignoreCase: true, out var known)
            ? known
            : throw new UsageException($"{path} is no file to flash; legal are .elf, .hex, .bin and .uf2");
        var family = format == FlashFormat.Uf2
            ? FlashFiles.ParseFamily(board.Flash?.Targets.GetValueOrDefault("uf2") ?? throw new UsageException($"{board.Id} has no UF2 family (flash.targets.uf2 in its board.json)"))
            : 0;
        var (_, image) = Image(p);
        var files = Files(board, image);
        File.WriteAllBytes(path, files.Write(format, family));
        Terminal.Line($"{path}: firmware of {board.Id}{(files.HoldsImage ? $" and {image.Bytes.Length} bytes of model image at {board.Memory.ImageInFlash}" : "; the model travels over the wire")}");
        return ExitCode.Pass;
    }

    private static FlashFiles Files(BoardDescription board, ModelImage image)
    {
        var program = BoardCatalog.Load().ProgramPath(board);
        return File.Exists(program) ? new(board, program, image.Bytes) : throw new FirmwareMissingException(board.Id, program);
    }

    private static (PreparedModel Model, ModelImage Image) Image(ParseResult p)
    {
        var graph = CommonOptions.ReadModel(p.GetValue(Model)!);
        var spec = CommonOptions.ParseBias(p.GetValue(Bias)!);
        var narrowed = spec.Scheme is null ? graph : ModelReader.Read(BiasNarrower.Apply(graph, spec), graph.Name);
        var model = PreparedModel.Prepare(narrowed, CommonOptions.ParseRounding(p.GetValue(Rounding)!));
        return (model, ModelImage.Build(model));
    }
}
