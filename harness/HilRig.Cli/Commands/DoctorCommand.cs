using System.CommandLine;
using HilRig.Cli.Console;
using HilRig.Harness.Boards;
using HilRig.Kernels.Vectorized;
using Renode.Bindings.Installations;

namespace HilRig.Cli.Commands;

/// <summary><c>hilrig doctor</c>: what is here, what is missing, what mends it.</summary>
internal static class DoctorCommand
{
    private static readonly (string Program, string For, string Mend)[] Programs =
    [
        ("arm-none-eabi-gcc", "building firmware", "apt-get install gcc-arm-none-eabi libnewlib-arm-none-eabi"),
        ("make", "building firmware", "apt-get install make"),
        ("gcc", "the host build of the firmware", "apt-get install gcc libc6-dev"),
        ("qemu-system-arm", "emulated boards", "apt-get install qemu-system-arm"),
    ];

    public static Command Create()
    {
        var command = new Command("doctor", "Tools, firmware and what to install.");
        command.SetGuarded((_, _) =>
        {
            IReadOnlyList<IReadOnlyList<string>> rows = [.. Programs.Select(Program), Renode(), .. Firmware(), ["simulator", "here", $"vectors of {VectorWidths.Best}", ""]];
            Terminal.Write("Doctor", new([new("what"), new("state"), new("for"), new("mend")], rows));
            return Task.FromResult(rows.All(r => r[1] != "missing") ? ExitCode.Pass : ExitCode.Infrastructure);
        });
        return command;
    }

    private static IReadOnlyList<string> Program((string Program, string For, string Mend) p)
    {
        var found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, p.Program)));
        return [p.Program, found ? "here" : "missing", p.For, found ? "" : p.Mend];
    }

    // Not part of any distribution: without it only its own targets are missing.
    private static IReadOnlyList<string> Renode() => RenodeInstallation.TryFind(out var reason) is { } found
        ? ["renode", "here", $"renode: targets, {found.Origin}", ""]
        : ["renode", "not installed", "renode: targets", reason!];

    private static IEnumerable<IReadOnlyList<string>> Firmware()
    {
        var catalog = BoardCatalog.Load();
        return catalog.Boards.Select(board => (IReadOnlyList<string>)(File.Exists(catalog.ProgramPath(board))
            ? [$"firmware {board.Id}", "built", board.Title, ""]
            : [$"firmware {board.Id}", "missing", board.Title, $"make -C firmware BOARD={board.Id}"]));
    }
}
