using HilRig.Harness.Boards;
using HilRig.Harness.Devices;
using HilRig.Harness.Elf;
using HilRig.Harness.Emulators;
using HilRig.Harness.Recovery;

namespace HilRig.Harness.Targets;

/// <summary>A board that an emulator runs; when nothing else helps, the emulator is started again.</summary>
public sealed class EmulatedSource(string name, BoardDescription board, IEmulator emulator, EmulatorStart start, TargetSettings settings) : IBoardSource
{
    private readonly ElfSymbols? _symbols = ElfSymbols.TryLoad(start.ProgramPath);

    // What is flashed stays there.
    private byte[]? _flash = start.FlashedImage;

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public IReadOnlyList<IResetRung> Rungs => [new SoftReset(), new Reopen("emulator restart", token => OpenAsync(null, token))];

    /// <inheritdoc/>
    public bool FlashesAtStart => true;

    /// <inheritdoc/>
    public async Task<BoardSession> OpenAsync(byte[]? flashedImage, CancellationToken cancellation)
    {
        _flash = flashedImage ?? _flash;
        var running = await emulator.StartAsync(board, start with { FlashedImage = _flash }, cancellation);
        var device = new DeviceClient(settings.Wrap(running.Transport), settings.ClientOptions with { Symbols = _symbols }, settings.Log);
        return await BoardSession.GreetAsync(device, running.Window, running, cancellation);
    }
}
