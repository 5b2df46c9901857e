using HilRig.Harness.Boards;
using HilRig.Harness.Cycles.Traces;
using HilRig.Harness.Devices;
using HilRig.Harness.Elf;
using HilRig.Harness.Emulators;
using HilRig.Harness.Emulators.Qemu;
using HilRig.Harness.Targets;
using HilRig.Simulator.Execution;

namespace HilRig.Harness.Cycles;

/// <summary>One inference on an emulated board of its own, with every executed block counted.</summary>
/// <param name="Operators">One trace for each operator.</param>
/// <param name="Counted">The board's own instruction figure of each operator, of the same run.</param>
internal sealed record TracedInference(ElfFile Elf, IReadOnlyList<OperatorTrace> Operators, IReadOnlyList<long> Counted)
{
    // Nothing is sent again during the run: it would be an interrupt in what is counted. A HELLO is: a UART that is not yet on loses it.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <exception cref="FirmwareMissingException">The board's firmware is not built.</exception>
    /// <exception cref="InfrastructureException">The emulator or the board gives out, or the log cannot be read.</exception>
    public static async Task<TracedInference> RunAsync(
        string name, string boardId, PreparedModel model, ReadOnlyMemory<byte> sample, CancellationToken cancellation)
    {
        var catalog = BoardCatalog.Load();
        var (board, program) = (catalog.Get(boardId), catalog.ProgramPath(catalog.Get(boardId)));
        if (!File.Exists(program))
            throw new FirmwareMissingException(boardId, program);
        var elf = ElfFile.Load(program);
        var reader = new TraceReader(TraceMarks.Of(elf, program));
        await using var pipe = await TracePipe.CreateAsync(reader);
        var counted = await CountAsync(name, board, new(program) { TracePath = pipe.Path }, model, sample, cancellation);
        await FinishAsync(pipe, name, cancellation);
        return reader.Operators.Count == model.Operators.Length
            ? new(elf, reader.Operators, counted)
            : throw new ContradictionException($"the log of {name} shows {reader.Operators.Count} operators, the model has {model.Operators.Length}");
    }

    private static async Task<IReadOnlyList<long>> CountAsync(
        string name, BoardDescription board, EmulatorStart start, PreparedModel model, ReadOnlyMemory<byte> sample, CancellationToken cancellation)
    {
        var settings = new TargetSettings
        {
            Client = new() { ReplyTimeout = Patience, RepeatFloorOfRuns = Patience },
            Recoveries = 0,
        };
        await using var target = await DeviceTarget.OpenAsync(new EmulatedSource(name, board, new QemuEmulator(), start, settings), settings, cancellation);
        await target.LoadAsync(model, cancellation);
        var run = await target.RunAsync(sample, 1, LayerDetail.Crc, null, cancellation);
        return [.. run.Layers[0].Select(layer => layer.Ticks)];
    }

    private static async Task FinishAsync(TracePipe pipe, string name, CancellationToken cancellation)
    {
        try
        {
            await pipe.FinishAsync(cancellation);
        }
        catch (FormatException error)
        {
            throw new EmulatorStartException($"the execution log of {name} cannot be read: {error.Message}");
        }
    }
}
