using HilRig.Harness.Boards;
using HilRig.Harness.Emulators;
using HilRig.Harness.Recovery;
using HilRig.Kernels.NNSupport;
using HilRig.Simulator.Operators.Legacy;

namespace HilRig.Harness.Targets;

/// <summary>Targets by name: <c>sim</c>, <c>sim:PATH</c>, <c>float</c>, <c>host</c>, <c>qemu:BOARD</c>, <c>renode:BOARD</c>, <c>serial[:PORT][:BAUD]</c>,
/// <c>rfc2217:HOST:PORT[:BAUD]</c>, <c>tcp:HOST:PORT</c>, <c>board:NAME</c>; behind an emulated board
/// <c>@VARIANT</c> for another firmware of it. A new kind is one line here.</summary>
public static class TargetFactory
{
    /// <summary>The names that can be given, for help and messages.</summary>
    public const string Names = "sim, sim:c|dsp|mve|q7, float, host[@<variant>], qemu:<board>[@<variant>], renode:<board>[@<variant>], "
        + "serial[:<port>][:<baud>], rfc2217:<host>:<port>[:<baud>], tcp:<host>:<port>, board:<name in the hardware map>";

    /// <summary>Opens a target; boards are started and greeted.</summary>
    /// <exception cref="UsageException">Unknown name or board.</exception>
    /// <exception cref="Devices.InfrastructureException">The board cannot be started or does not answer.</exception>
    public static async Task<ITarget> OpenAsync(string name, TargetSettings settings, CancellationToken cancellation) =>
        name.Split(':', 2) switch
        {
            ["sim"] or ["float"] => new SimTarget(name, stateful: settings.Stateful),
            ["sim", "q7"] => new SimTarget(name, stateful: settings.Stateful, adapt: LegacyModel.Of),
            ["sim", var path] => new SimTarget(name, PathOf(path), settings.Stateful),
            [var host] when FirmwareName.Parse(host).Board == "host" => await StartAsync(name, host, "process", settings, cancellation),
            ["qemu" or "renode", var board] => await StartAsync(name, board, name.Split(':')[0], settings, cancellation),
            ["serial"] => await OpenAsync(SerialSource.Only(settings), settings, cancellation),
            ["serial", var port] => await OpenAsync(SerialSource.At(name, port, settings), settings, cancellation),
            ["rfc2217", var server] => await OpenAsync(Rfc2217Source.At(name, server, settings), settings, cancellation),
            ["tcp", var server] => await OpenAsync(TcpSource.At(name, server, settings), settings, cancellation),
            ["board", var board] => await OpenAsync(MappedBoard.Find(name, board, settings), settings, cancellation),
            _ => throw new UsageException($"target '{name}' is unknown; legal are {Names}"),
        };

    /// <summary>A build of CMSIS-NN by its short name: <c>c</c>, <c>dsp</c>, <c>mve</c>.</summary>
    /// <exception cref="UsageException">Another name.</exception>
    public static KernelPath PathOf(string name) => name switch
    {
        "c" => KernelPath.C,
        "dsp" => KernelPath.Dsp,
        "mve" => KernelPath.Mve,
        _ => throw new UsageException($"path '{name}' is unknown; legal are c, dsp and mve"),
    };

    private static async Task<ITarget> StartAsync(
        string name, string firmwareName, string kind, TargetSettings settings, CancellationToken cancellation)
    {
        var (catalog, firmware) = (BoardCatalog.Load(), FirmwareName.Parse(firmwareName));
        var description = catalog.Boards.FirstOrDefault(b => b.Id == firmware.Board && b.Emulators.Any(e => e.Kind == kind))
            ?? throw new UsageException($"there is no board '{firmware.Board}' for {kind}; there are {Known(catalog, kind)}");
        var program = catalog.ProgramPath(description, firmware.Variant);
        if (!File.Exists(program))
            throw new FirmwareMissingException(firmware, program);
        var start = new EmulatorStart(program) { ShareWindow = !settings.WireOnly };
        var source = new EmulatedSource(name, description, EmulatorRegistry.Get(kind), start, settings);
        return await OpenAsync(source, settings, cancellation);
    }

    private static async Task<ITarget> OpenAsync(IBoardSource source, TargetSettings settings, CancellationToken cancellation) =>
        await DeviceTarget.OpenAsync(source, settings, cancellation);

    private static string Known(BoardCatalog catalog, string kind) => string.Join(
        ", ", catalog.Boards.Where(b => b.Emulators.Any(e => e.Kind == kind)).Select(b => b.Id).DefaultIfEmpty("none"));
}
