using HilRig.Harness.Boards;
using HilRig.Harness.Boards.Attached;
using HilRig.Harness.Devices;
using HilRig.Harness.Flashing;
using HilRig.Harness.Recovery;
using HilRig.Harness.Tests.Data;
using HilRig.Harness.Tests.Devices;
using HilRig.Harness.Transports.Loopback;
using HilRig.TestKit;
using Serilog.Core;

namespace HilRig.Harness.Tests.Flashing;

/// <summary>Flashing with tools that are scripts: chosen, run with a deadline, their failures named, and what is there checked before and after.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Platform(Exclude = "Win", Reason = "the stand-in tools are shell scripts")]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class FlashRunTests : IDisposable
{
    private const string Serial = "0669FF33";
    private readonly TempFolder _folder = new();
    private readonly FakeSource _source = new();

    public void Dispose() => _folder.Dispose();

    [TestCase("Error: unable to find a matching CMSIS-DAP device", "not plugged in")]
    [TestCase("libusb: LIBUSB_ERROR_ACCESS", "udev rules")]
    [TestCase("Error: Target voltage too low", "no supply")]
    [TestCase("** Verify Failed **", "differs from what was written")]
    [TestCase("Can't find board/nope.cfg", "flash.targets")]
    [TestCase("something new", "exit code 3")]
    public async Task A_tools_failure_is_named_by_its_cause(string words, string cause)
    {
        Tool("st-flash", $"echo \"{words}\"; exit 3");
        var error = await Expect.ThrowsAsync<FlashFailedException>(() => RunAsync(new RunStep("st-flash", ["reset"])));
        Assert.That(error.Message, Does.Contain(cause).And.Contain(words).And.Contain("st-flash reset"));
    }

    [Test, CancelAfter(20_000)]
    public async Task A_tool_that_hangs_is_ended(CancellationToken token)
    {
        Tool("st-flash", "exec sleep 60");
        Assert.That(await Expect.MessageAsync<FlashFailedException>(() => RunAsync(new RunStep("st-flash", []), 0.3)), Does.Contain("did not end within"));
    }

    [Test]
    public async Task A_flood_of_words_stops_nothing()
    {
        Tool("st-flash", "yes progress | head -c 1000000");
        await RunAsync(new RunStep("st-flash", []));
    }

    [Test]
    public async Task A_file_goes_to_the_drive_of_the_probe_and_a_refusal_is_read()
    {
        var drives = Drives(out var drive);
        var step = new CopyStep(_folder.Write("hilrig.bin", "firmware"), new(1, 2, Serial), "MBED.HTM");
        var runner = new FlashRunner(drives, string.Empty, Logger.None);
        await runner.RunAsync(new(FlashFormat.Bin, [step]), TimeSpan.FromSeconds(9), default);
        Assert.That(File.ReadAllText(Path.Combine(drive, "hilrig.bin")), Is.EqualTo("firmware"));
        File.WriteAllText(Path.Combine(drive, "FAIL.TXT"), "The hex file cannot be decoded");
        Assert.That(
            await Expect.MessageAsync<FlashFailedException>(() => runner.RunAsync(new(FlashFormat.Bin, [step]), TimeSpan.FromSeconds(9), default)),
            Does.Contain("cannot be decoded"));
        Assert.That(Expect.Message<NoSuchDeviceException>(() => drives.Find("OTHER", "MBED.HTM")), Does.Contain("OTHER"));
    }

    [Test]
    public void Two_probes_of_one_serial_number_are_ambiguous_and_none_is_missing()
    {
        Usb("1-1", Serial);
        Assert.That(UsbDevices.Find(Serial, Sys), Is.EqualTo(((ushort)0x0483, (ushort)0x374B)));
        Usb("1-2", Serial);
        Assert.That(Expect.Message<NoSuchDeviceException>(() => UsbDevices.Find(Serial, Sys)), Does.Contain("2 USB devices").And.Contain("1-1").And.Contain("1-2"));
        Assert.That(Expect.Message<NoSuchDeviceException>(() => UsbDevices.Find("X", Sys)), Does.Contain("No USB device"));
    }

    [Test]
    public void The_flasher_is_the_asked_one_else_the_maps_else_the_first_that_is_here()
    {
        var board = Board("openocd", "st-flash", "jlink");
        Tool("st-flash", "");
        Tool("JLinkExe", "");
        Assert.That(FlasherChoice.Of(board, null, "", SearchPath).Name, Is.EqualTo("st-flash"), "openocd is not here");
        Assert.That(FlasherChoice.Of(board, null, "nrfjprog", SearchPath).Name, Is.EqualTo("jlink"), "Zephyr's name for it");
        Assert.That(FlasherChoice.Of(board, null, "openocd", SearchPath).Name, Is.EqualTo("st-flash"));
        Assert.That(FlasherChoice.Of(board, "jlink", "openocd", SearchPath).Name, Is.EqualTo("jlink"));
        Assert.That(Expect.Message<NoFlasherException>(() => FlasherChoice.Of(board, "openocd", "", SearchPath)), Does.Contain("apt-get install openocd"));
        Assert.That(Expect.Message<NoFlasherException>(() => FlasherChoice.Of(board, "pyocd", "", SearchPath)), Does.Contain("names no target for pyocd"));
        Assert.That(Expect.Message<NoFlasherException>(() => FlasherChoice.Of(board, "hammer", "", SearchPath)), Does.Contain("st-flash"));
        Assert.That(Expect.Message<NoFlasherException>(() => FlasherChoice.Of(Board("openocd"), null, "", "")), Does.Contain("None of the programs"));
        Assert.That(Expect.Message<NoFlasherException>(() => FlasherChoice.Of(Board() with { Flash = null }, null, "", SearchPath)), Does.Contain("flash.targets"));
    }

    [Test, Category("Emulated")]
    public async Task A_board_that_runs_it_already_is_left_alone()
    {
        Usb("1-1", Serial);
        Tool("st-flash", "exit 9");
        _source.BuildId = Files().BuildId;
        Assert.That(await Flasher(Board("st-flash")).RunAsync(Files(), null, null, default), Does.Contain("skipped"));
        Assert.That(await Expect.MessageAsync<FlashFailedException>(() => Flasher(Board("st-flash"), force: true).RunAsync(Files(), null, null, default)), Does.Contain("exit code 9"));
    }

    [Test, Category("Emulated")]
    public async Task What_was_flashed_is_checked_by_hello()
    {
        Usb("1-1", Serial);
        var files = Files();
        Tool("st-flash", $"echo \"$@\" > {_folder.PathOf("arguments")}; cp \"$7\" {_folder.PathOf("flashed.hex")}");
        Assert.That(
            await Expect.MessageAsync<FlashVerifyException>(() => Flasher(Board("st-flash")).RunAsync(files, null, null, default)),
            Does.Contain("reported success").And.Contain("runs build 0100000000000000"));
        // Now the tool changes what the board runs.
        _source.OnOpen = () => _source.BuildId = File.Exists(_folder.PathOf("arguments")) ? files.BuildId : 1;
        File.Delete(_folder.PathOf("arguments"));
        Assert.That(await Flasher(Board("st-flash")).RunAsync(files, null, null, default), Does.Contain("was flashed by st-flash"));
        Assert.That(File.ReadAllText(_folder.PathOf("arguments")), Does.StartWith($"--serial {Serial} --reset --format ihex write "));
        Assert.That(File.ReadAllBytes(_folder.PathOf("flashed.hex")), Is.EqualTo(files.Write(FlashFormat.Hex)));
    }

    [Test]
    public void A_map_without_a_probe_refuses_to_flash_whichever_is_there()
    {
        Tool("st-flash", "");
        var flasher = new BoardFlasher(new MapEntry("unknown", "x", "", ""), Board("st-flash"), _source, Logger.None) { SearchPath = SearchPath };
        Assert.That(Expect.Message<NoSuchDeviceException>(() => flasher.Plan("/")), Does.Contain("may hit another board"));
    }

    [Test]
    public async Task The_probes_reset_is_a_rung_where_a_flasher_can()
    {
        Usb("1-1", Serial);
        Tool("st-flash", $"echo \"$@\" > {_folder.PathOf("arguments")}");
        await Flasher(Board("st-flash")).ProbeReset()!(default);
        Assert.That(File.ReadAllText(_folder.PathOf("arguments")).Trim(), Is.EqualTo($"--serial {Serial} reset"));
        Assert.That(Flasher(Board("mass-storage")).ProbeReset(), Is.Null);
        Assert.That(Flasher(Board("openocd")).ProbeReset(), Is.Null, "it is not here");
    }

    private string SearchPath => _folder.PathOf("bin");

    private string Sys => _folder.PathOf("sys");

    private static BoardDescription Board(params string[] flashers) => BoardCatalog.Load().Get("netduinoplus2") with
    {
        Flash = new() { Targets = flashers.ToDictionary(name => name, _ => "auto") },
    };

    private static FlashFiles Files()
    {
        var catalog = BoardCatalog.Load();
        var elf = catalog.ProgramPath(catalog.Get("netduinoplus2"));
        if (!File.Exists(elf))
            Assert.Ignore($"{elf} is not built: make -C firmware BOARD=netduinoplus2");
        return new(catalog.Get("netduinoplus2"), elf, null);
    }

    private BoardFlasher Flasher(BoardDescription board, bool force = false) =>
        new(new MapEntry(Serial, "netduinoplus2", "STLink", ""), board, _source, Logger.None)
        {
            SearchPath = SearchPath, Usb = new(Sys), Force = force, ComeBack = TimeSpan.FromSeconds(1),
        };

    private Task RunAsync(RunStep step, double seconds = 20) =>
        new FlashRunner(new(), SearchPath, Logger.None).RunAsync(new(FlashFormat.Hex, [step]), TimeSpan.FromSeconds(seconds), default);

    private void Tool(string name, string script)
    {
        Directory.CreateDirectory(SearchPath);
        File.WriteAllText(Path.Combine(SearchPath, name), $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(Path.Combine(SearchPath, name), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private void Usb(string name, string serial)
    {
        var device = Directory.CreateDirectory(Path.Combine(Sys, "bus", "usb", "devices", name)).FullName;
        foreach (var (file, text) in new[] { ("serial", serial), ("idVendor", "0483"), ("idProduct", "374b") })
            File.WriteAllText(Path.Combine(device, file), text + "\n");
    }

    private UsbDrives Drives(out string drive)
    {
        drive = Directory.CreateDirectory(_folder.PathOf("NODE F446")).FullName;
        File.WriteAllText(Path.Combine(drive, "MBED.HTM"), "");
        var device = Directory.CreateDirectory(Path.Combine(Sys, "devices", "usb1", "1-1")).FullName;
        File.WriteAllText(Path.Combine(device, "idVendor"), "0483");
        File.WriteAllText(Path.Combine(device, "serial"), Serial);
        var block = Directory.CreateDirectory(Path.Combine(device, "host0", "block", "sdx")).FullName;
        Directory.CreateDirectory(Path.Combine(Sys, "class", "block"));
        Directory.CreateSymbolicLink(Path.Combine(Sys, "class", "block", "sdx"), block);
        return new(Sys, _folder.Write("mounts", $"proc /proc proc rw 0 0\n/dev/sdx {drive.Replace(" ", "\\040", StringComparison.Ordinal)} vfat rw 0 0\n"));
    }

    /// <summary>A board in memory with a build id.</summary>
    private sealed class FakeSource : IBoardSource
    {
        public ulong BuildId { get; set; } = 1;

        public Action OnOpen { get; set; } = () => { };

        public string Name => "board:fake";

        public bool FlashesAtStart => false;

        public IReadOnlyList<IResetRung> Rungs => [];

        public Task<BoardSession> OpenAsync(byte[]? flashedImage, CancellationToken cancellation)
        {
            OnOpen();
            var (host, board) = LoopbackTransport.CreatePair("fake");
            var device = new FakeDevice(board);
            device.Identity = device.Identity with { BuildId = BuildId };
            return BoardSession.GreetAsync(new DeviceClient(host), null, device, cancellation);
        }
    }
}
