using HilRig.Harness.Boards;
using HilRig.Harness.Devices;
using HilRig.Harness.Emulators;
using HilRig.Protocol.Commands;
using HilRig.TestKit;

namespace HilRig.Harness.Tests.Emulators;

/// <summary>What every emulator keeps, with the real firmware of one board. Ignored, with the reason, where that is not built.</summary>
[Category("Emulated"), NonParallelizable]
public abstract class EmulatorContract
{
    private BoardDescription _board = null!;
    private EmulatorStart _start = null!;

    protected abstract IEmulator Emulator { get; }

    protected abstract string BoardId { get; }

    /// <summary>What the link's end says after the process was killed.</summary>
    protected virtual string KilledReason => "exit code 137";

    [OneTimeSetUp]
    public void Find_the_firmware()
    {
        if (BoardCatalog.FindFirmwareFolder() is not { } folder)
        {
            Assert.Ignore("this source tree has no firmware/boards folder");
            return;
        }
        var catalog = BoardCatalog.Load(folder);
        _board = catalog.Get(BoardId);
        _start = new EmulatorStart(catalog.ProgramPath(_board));
        if (!File.Exists(_start.ProgramPath))
            Assert.Ignore($"{_start.ProgramPath} is not built: make -C firmware BOARD={BoardId}");
    }

    [Test, CancelAfter(60_000)]
    public async Task It_says_who_it_is(CancellationToken token)
    {
        await using var running = await StartAsync(token);
        await using var device = new DeviceClient(running.Transport);
        var hello = await device.HelloAsync(token);
        Assert.That(hello.Board, Is.EqualTo(BoardId));
        Assert.That(hello.Mcu, Is.EqualTo(_board.Mcu));
        Assert.That(hello.Limits.WindowBytes, Is.EqualTo((uint)(running.Window?.Bytes ?? 0)));
        Assert.That(hello.Limits.ArenaCapacity, Is.EqualTo(_board.Memory.ArenaBytes));
        Assert.That((hello.Clock.Numerator, hello.Clock.Denominator), Is.EqualTo(((uint)_board.Counter.Numerator, (uint)_board.Counter.Denominator)));
        Assert.That(device.Journal.StrayCount, Is.Zero);
    }

    [Test, CancelAfter(60_000)]
    public async Task Pings_of_every_length_come_back(CancellationToken token)
    {
        await using var running = await StartAsync(token);
        // Nothing is lost here, and a busy machine must not look as if it were.
        await using var device = new DeviceClient(running.Transport, new() { RepeatFloor = TimeSpan.FromSeconds(5) });
        await device.HelloAsync(token);
        var bytes = new byte[device.MaxPayload];
        new Random(1).NextBytes(bytes);
        for (var length = 0; length < 300; length++)
            await device.PingAsync(bytes.AsMemory(0, length), token);
        await device.PingAsync(bytes, token);
        Assert.That(device.Repeats, Is.Zero);
    }

    [Test, CancelAfter(60_000)]
    public async Task A_reset_boots_anew(CancellationToken token)
    {
        await using var running = await StartAsync(token);
        await using var device = new DeviceClient(running.Transport);
        var before = await device.HelloAsync(token);
        Assert.That((await device.ResetAsync(token)).BootCount, Is.Not.EqualTo(before.BootCount));
        await device.PingAsync("after"u8.ToArray(), token);
    }

    [Test, CancelAfter(60_000)]
    public async Task A_broken_image_is_refused_by_wire_and_by_window(CancellationToken token)
    {
        await using var running = await StartAsync(token);
        await using var device = new DeviceClient(running.Transport);
        if ((await device.HelloAsync(token)).Limits.ImageInFlash)
            Assert.Ignore("this board's image slot is flash: neither wire nor window writes it");
        Assert.That((await Refused(() => device.ModelInfoAsync(token))).Status, Is.EqualTo(Protocol.StatusCode.NoImage));
        await device.LoadImageAsync(Enumerable.Repeat((byte)0x55, 5_000).ToArray(), null, token);
        Assert.That((await Refused(() => device.CommitImageAsync(null, token))).Status, Is.EqualTo(Protocol.StatusCode.ImageMagic));
        Assert.That(running.Window!.Read(0, 5_000), Is.All.EqualTo(0x55), "the image slot is the window's beginning");
        running.Window.Write(0, "HILM"u8);
        Assert.That((await Refused(() => device.CommitImageAsync(null, token))).Status, Is.EqualTo(Protocol.StatusCode.ImageVersion));
    }

    [Test, CancelAfter(60_000)]
    public async Task Bad_arguments_are_refused(CancellationToken token)
    {
        await using var running = await StartAsync(token);
        await using var device = new DeviceClient(running.Transport);
        await device.HelloAsync(token);
        await Refused(() => device.RunAsync(new RunRequest(), default, token));
        await Refused(() => device.SendAsync(new ImageBeginRequest(uint.MaxValue), default, token));
        await Refused(() => device.SendAsync(new ImageWriteRequest(uint.MaxValue - 2, new byte[8]), default, token));
        await Refused(() => device.ReadOutputAsync(4, token));
        await Refused(() => device.ReadTensorAsync(60_000, 4, token));
        await Refused(() => device.ProbeAsync(1, 1, token));
        await device.PingAsync(default, token);
    }

    [Test, CancelAfter(60_000)]
    public async Task Without_a_window_it_runs_too(CancellationToken token)
    {
        await using var running = await Emulator.StartAsync(_board, _start with { ShareWindow = false }, token);
        Assert.That(running.Window, Is.Null);
        await using var device = new DeviceClient(running.Transport);
        await device.HelloAsync(token);
    }

    [Test, CancelAfter(60_000)]
    public async Task Killed_from_outside_the_link_is_lost_with_the_reason(CancellationToken token)
    {
        await using var running = await StartAsync(token);
        await using var device = new DeviceClient(running.Transport);
        await device.HelloAsync(token);
        System.Diagnostics.Process.GetProcessById(running.ProcessId).Kill(entireProcessTree: true);
        var error = await Expect.ThrowsAsync<LinkLostException>(() => device.PingAsync(default, token));
        Assert.That(error.EndReason, Does.Contain(KilledReason));
    }

    [Test, CancelAfter(60_000)]
    public async Task Disposing_leaves_no_process_and_no_file(CancellationToken token)
    {
        var running = await StartAsync(token);
        var (id, file) = (running.ProcessId, running.Window?.FilePath);
        await running.DisposeAsync();
        await running.DisposeAsync();
        Assert.That(Directory.Exists($"/proc/{id}"), Is.False);
        Assert.That(Directory.Exists(Path.GetDirectoryName(file)), Is.False, file);
    }

    [Test]
    public async Task A_firmware_that_is_not_built_is_named_with_its_make_line() =>
        Assert.That(
            await Expect.MessageAsync<EmulatorStartException>(() => Emulator.StartAsync(_board, new EmulatorStart("/no.elf"), default)),
            Does.Contain("/no.elf").And.Contain($"make -C firmware BOARD={BoardId}"));

    private static Task<Protocol.DeviceErrorException> Refused(Func<Task> act) => Expect.ThrowsAsync<Protocol.DeviceErrorException>(act);

    private Task<EmulatedBoard> StartAsync(CancellationToken token) => Emulator.StartAsync(_board, _start, token);
}
