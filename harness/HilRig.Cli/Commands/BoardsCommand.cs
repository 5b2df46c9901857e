using System.CommandLine;
using System.Text.Json;
using HilRig.Cli.Console;
using HilRig.Harness.Boards;
using HilRig.Reporting.Writers;

namespace HilRig.Cli.Commands;

/// <summary><c>hilrig boards</c>: the boards in firmware/boards, and those that are plugged in.</summary>
internal static class BoardsCommand
{
    public static Command Create()
    {
        var json = CommonOptions.Json();
        var list = new Command("list", "The boards there is firmware for.") { json };
        list.SetGuarded((p, _) =>
        {
            var boards = BoardCatalog.Load().Boards;
            if (p.GetValue(json))
                System.Console.WriteLine(JsonSerializer.Serialize(boards, JsonWriter.Options));
            else
                Terminal.Write("Boards", Table(boards));
            return Task.FromResult(ExitCode.Pass);
        });
        return new("boards", "Emulated and attached boards.") { list, BoardsScan.Create() };
    }

    private static Table Table(IReadOnlyList<BoardDescription> boards) => new(
        [new("target"), new("core"), new("MCU"), new("clock MHz", true), new("arena B", true), new("image B", true), new("description")],
        [.. boards.Select(b => (IReadOnlyList<string>)
            [Target(b), b.Core, b.Mcu, Format.Number(b.ClockHz / 1e6), Format.Bytes(b.Memory.ArenaBytes), Format.Bytes(b.Memory.ImageBytes), b.Title])]);

    private static string Target(BoardDescription board) =>
        board.Emulators.FirstOrDefault(e => e.Kind is "qemu" or "renode") is { } emulator ? $"{emulator.Kind}:{board.Id}" : board.Id;
}
