using System.Diagnostics;
using HilRig.Harness.Boards;
using HilRig.Harness.Boards.Attached;
using HilRig.Harness.Devices;
using HilRig.Harness.Images;
using HilRig.Harness.Recovery;
using HilRig.Protocol;
using HilRig.Protocol.Commands;
using HilRig.Simulator.Execution;
using Serilog;

namespace HilRig.Harness.Flashing;

/// <summary>Flashes one board of the hardware map: probe by serial number, what is there already is left, and what is there afterwards is checked.</summary>
/// <param name="entry">The board.</param>
/// <param name="board">Its description.</param>
/// <param name="source">Opens its link.</param>
/// <param name="log">Told of each step.</param>
public sealed class BoardFlasher(MapEntry entry, BoardDescription board, IBoardSource source, ILogger log)
{
    private const string NoAnswer = "the board does not answer";
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);

    /// <summary>How long the board may take to answer after it was flashed.</summary>
    public TimeSpan ComeBack { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The flasher to use; null to choose.</summary>
    public string? Runner { get; init; }

    /// <summary>Flash even what is there already.</summary>
    public bool Force { get; init; }

    /// <summary>PATH.</summary>
    public string SearchPath { get; init; } = Environment.GetEnvironmentVariable("PATH") ?? string.Empty;

    /// <summary>sysfs and mounts.</summary>
    public UsbDrives Usb { get; init; } = new();

    /// <summary>The plan for a job, without doing it.</summary>
    public FlashPlan Plan(string folder) => Flasher.Flash(Job(folder));

    private IFlasher Flasher => FlasherChoice.Of(board, Runner, entry.Runner, SearchPath);

    /// <summary>Restarts the board by its probe; null where no flasher here can.</summary>
    public Func<CancellationToken, Task>? ProbeReset()
    {
        try
        {
            var folder = Path.GetTempPath();
            return Flasher.Reset(Job(folder)) is { } plan ? token => new FlashRunner(Usb, SearchPath, log).RunAsync(plan, entry.FlashTimeout, token) : null;
        }
        catch (InfrastructureException reason)
        {
            log.Debug("No reset by a probe: {Reason}", reason.Message);
            return null;
        }
    }

    /// <summary>Flashes.</summary>
    /// <param name="files">The firmware with its model image.</param>
    /// <param name="model">The model in the image; null for none.</param>
    /// <param name="image">Its image; null for none.</param>
    /// <returns>What was done, a sentence.</returns>
    /// <exception cref="InfrastructureException">Names the step and the cause.</exception>
    public async Task<string> RunAsync(FlashFiles files, PreparedModel? model, ModelImage? image, CancellationToken cancellation)
    {
        var wanted = new Wanted(files.BuildId, files.HoldsImage ? image : null, model);
        if (!Force && await FoundAsync(wanted, cancellation) is null)
            return $"{source.Name} runs build {Hex(files.BuildId)}{(wanted.Image is null ? "" : " with this model image")} already: skipped (--force flashes it again)";
        var folder = Directory.CreateTempSubdirectory("hilrig-flash-");
        try
        {
            var flasher = Flasher;
            var plan = flasher.Flash(Job(folder.FullName));
            var family = plan.Format == FlashFormat.Uf2 ? FlashFiles.ParseFamily(board.Flash!.Targets[flasher.Name]) : 0;
            await File.WriteAllBytesAsync(Job(folder.FullName).FileOf(plan.Format), files.Write(plan.Format, family), cancellation);
            await new FlashRunner(Usb, SearchPath, log).RunAsync(plan, entry.FlashTimeout, cancellation);
            if (await FoundAfterAsync(wanted, cancellation) is { } other)
                throw new FlashVerifyException($"{flasher.Name} reported success, but {other}");
            return $"{source.Name} was flashed by {flasher.Name} and runs build {Hex(files.BuildId)}";
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Hex(ulong buildId) => Convert.ToHexStringLower(BitConverter.GetBytes(buildId));

    private FlashJob Job(string folder)
    {
        var serial = entry.ProbeId ?? entry.Id;
        if (serial.Length == 0 || serial == "unknown")
            throw new NoSuchDeviceException($"The map names no probe for {source.Name} (id or probe_id), and flashing whichever is plugged in may hit another board.");
        var (vendor, product) = UsbDevices.Find(serial, Usb.Sys);
        return new(new(vendor, product, serial), board.Flash!.Targets[Flasher.Name], folder, entry.RunnerParams, entry.FlashTimeout);
    }

    // A port may vanish with the reset and come back.
    private async Task<string?> FoundAfterAsync(Wanted wanted, CancellationToken cancellation)
    {
        for (var watch = Stopwatch.StartNew(); ;)
        {
            var found = await FoundAsync(wanted, cancellation);
            if (found is null || watch.Elapsed > ComeBack || !found.StartsWith(NoAnswer, StringComparison.Ordinal))
                return found;
            await Task.Delay(BetweenLooks, cancellation);
        }
    }

    // Null when the board runs what is wanted, else what it does instead.
    private async Task<string?> FoundAsync(Wanted wanted, CancellationToken cancellation)
    {
        try
        {
            await using var session = await source.OpenAsync(null, cancellation);
            if (session.Identity.BuildId != wanted.BuildId)
                return $"the board runs build {Hex(session.Identity.BuildId)} and not {Hex(wanted.BuildId)}";
            return wanted.Image is null ? null : await FoundImageAsync(session.Device, wanted, cancellation);
        }
        catch (Exception error) when (error is InfrastructureException or ProtocolException)
        {
            return $"{NoAnswer}: {error.Message}";
        }
    }

    private static async Task<string?> FoundImageAsync(DeviceClient device, Wanted wanted, CancellationToken cancellation)
    {
        ModelInfoReply info;
        try
        {
            info = await device.CommitImageAsync(cancellationToken: cancellation);
        }
        catch (DeviceErrorException refusal)
        {
            return $"there is no such image in its slot: {refusal.Message}";
        }
        var same = info.ModelHash.Span.SequenceEqual(wanted.Image!.ModelHash.AsSpan()) && info.Rounding == (byte)wanted.Model!.Rounding
            && info.Sizes.Image == wanted.Image.Bytes.Length;
        return same ? null : $"the image in its slot is of model {info.ModelHashText} with {info.Sizes.Image} bytes, rounding {info.Rounding}";
    }

    private sealed record Wanted(ulong BuildId, ModelImage? Image, PreparedModel? Model);
}
