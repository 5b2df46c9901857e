using System.Diagnostics;
using HilRig.Harness.Boards;
using HilRig.Harness.Devices;
using HilRig.Harness.Elf;
using HilRig.Harness.Emulators;
using HilRig.Harness.Recovery;
using HilRig.Harness.Targets;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.TestKit;

namespace HilRig.Hil.Tests;

/// <summary>Boards that hang, crash, restart, die or are slow in the middle of a run: told apart, brought back, and every output is right.</summary>
[Category("Emulated")]
public sealed class RecoveryTests
{
    private const int Samples = 30;

    private static PreparedModel Model { get; } = PreparedModel.Prepare(
        ModelReader.ReadFile(Checkout.PathOf("fixtures", "models", "digits_int8.tflite")));

    // A request is one look at the counter, an operator three; a sample has three requests.
    private static int LooksPerSample { get; } = 3 + (3 * Model.Operators.Length);

    private static byte[] Inputs { get; } = File.ReadAllBytes(Checkout.PathOf("fixtures", "data", "digits", "inputs.int8.bin"))[..(Samples * 784)];

    private static CancellationToken Cancellation => TestContext.CurrentContext.CancellationToken;

    [TestCase("hang", "hang", "emulator restart")]
    [TestCase("crash", "crash", "soft reset")]
    [TestCase("exit", "dead", "emulator restart")]
    [TestCase("reset", "restart", "soft reset")]
    [TestCase("slow", "slow", "emulator restart")]
    public async Task A_planted_fault_is_told_apart_and_the_run_goes_on(string planted, string cause, string rung)
    {
        await using var board = await OpenHostAsync($"{planted}:{20 * LooksPerSample}", 3);
        var run = await RunAsync(board);
        var recovery = run.Link!.Recoveries.Single();
        Assert.That(run.Outputs, Is.EqualTo(BatchRunner.Run(Model, Inputs, Samples)));
        Assert.That((recovery.Cause, recovery.Rung), Is.EqualTo((cause, rung)), recovery.Message);
        Assert.That(recovery.During, Does.Match("sample (1[5-9]|2[0-4])$"));
    }

    [TestCase("hang", typeof(DeviceHungException))]
    [TestCase("crash", typeof(DeviceCrashedException))]
    [TestCase("exit", typeof(LinkLostException))]
    [TestCase("reset", typeof(DeviceRestartedException))]
    [TestCase("slow", typeof(DeviceSlowException))]
    public async Task Without_recoveries_it_is_the_result(string planted, Type exception)
    {
        await using var board = await OpenHostAsync($"{planted}:{2 * LooksPerSample}", 0);
        Assert.That(async () => await RunAsync(board), Throws.InstanceOf(exception));
    }

    // It strikes once more after each restart, because the emulator is started with the same arguments.
    [Test]
    public async Task Recoveries_are_bounded()
    {
        await using var board = await OpenHostAsync($"exit:{3 * LooksPerSample}", 2);
        Assert.That(async () => await RunAsync(board), Throws.TypeOf<TooManyRecoveriesException>().With.Message.Contains("2 times"));
        Assert.That(board.Link.Recoveries, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_crash_of_the_microcontroller_is_named_by_function()
    {
        var path = Patched("hil_softmax_s8", 0xDE00);   // an undefined instruction at its beginning
        await using var board = await OpenQemuAsync(path, 1);
        var error = await ThrowsAsync<TooManyRecoveriesException>(board);
        Assert.That(((DeviceCrashedException)error.InnerException!).Place, Is.EqualTo("hil_softmax_s8"));
        Assert.That(error.Message, Does.Contain("undefined instruction").And.Contain("pc is in hil_softmax_s8").And.Contain("called from"));
        Assert.That(board.Link.Recoveries.Single().Rung, Is.EqualTo("soft reset"), "the fault handler obeys RESET");
    }

    [Test]
    public async Task A_hang_of_the_microcontroller_is_a_hang()
    {
        await using var board = await OpenQemuAsync(Patched("hil_softmax_s8", 0xE7FE), 0);   // a branch to itself
        await ThrowsAsync<DeviceHungException>(board);
    }

    [Test]
    public async Task An_emulator_that_is_killed_or_stopped_is_started_again()
    {
        var settings = Settings(3) with { WireOnly = true };
        await using var board = await Boards.OpenAsync("qemu:mps2-an386", settings);
        await board.LoadAsync(Model, Cancellation);
        var harm = new Queue<string>(["-KILL", "-STOP"]);
        var run = await board.RunAsync(Inputs, Samples, LayerDetail.Crc, new Immediate(done =>
        {
            if (done is 10 or 20)
                HarmQemu(harm.Dequeue());
        }), Cancellation);
        Assert.That(run.Outputs, Is.EqualTo(BatchRunner.Run(Model, Inputs, Samples)));
        Assert.That(run.Link!.Recoveries.Select(r => (r.Cause, r.During, r.Rung)), Is.EqualTo(new[]
        {
            ("dead", "sample 10", "emulator restart"), ("hang", "sample 20", "emulator restart"),
        }));
    }

    private static async Task<T> ThrowsAsync<T>(DeviceTarget board)
        where T : Exception
    {
        try
        {
            await RunAsync(board);
        }
        catch (T error)
        {
            return error;
        }
        throw new AssertionException($"{typeof(T).Name} was expected");
    }

    private static async Task<TargetRun> RunAsync(DeviceTarget board)
    {
        await board.LoadAsync(Model, Cancellation);
        return await board.RunAsync(Inputs, Samples, LayerDetail.None, null, Cancellation);
    }

    private static TargetSettings Settings(int recoveries) => new()
    {
        Recoveries = recoveries,
        Client = new() { ReplyTimeout = TimeSpan.FromSeconds(2), BytesPerSecond = 100_000, Attempts = 1, SlowFactor = 1.5 },
    };

    private static Task<DeviceTarget> OpenHostAsync(string planted, int recoveries) =>
        OpenAsync("host", "process", null, ["--plant", planted], recoveries);

    private static Task<DeviceTarget> OpenQemuAsync(string program, int recoveries) => OpenAsync("mps2-an386", "qemu", program, [], recoveries);

    private static Task<DeviceTarget> OpenAsync(string id, string kind, string? program, string[] arguments, int recoveries)
    {
        var catalog = BoardCatalog.Load();
        var board = catalog.Get(id);
        var emulator = board.EmulatorOf(kind);
        var start = new EmulatorStart(program ?? catalog.ProgramPath(board)) { ShareWindow = false };
        if (!File.Exists(start.ProgramPath))
            Assert.Ignore($"the firmware for {id} is not built: make -C firmware BOARD={id}");
        var source = new EmulatedSource(
            id, board with { Emulators = [emulator with { Arguments = [.. emulator.Arguments, .. arguments] }] },
            EmulatorRegistry.Get(kind), start, Settings(recoveries));
        return DeviceTarget.OpenAsync(source, Settings(recoveries), Cancellation);
    }

    // The firmware with one instruction replaced, in a folder that goes with the process.
    private static string Patched(string function, ushort instruction)
    {
        var catalog = BoardCatalog.Load();
        var path = catalog.ProgramPath(catalog.Get("mps2-an386"));
        if (!File.Exists(path))
            Assert.Ignore("the firmware for mps2-an386 is not built: make -C firmware BOARD=mps2-an386");
        var (elf, bytes) = (ElfFile.Load(path), File.ReadAllBytes(path));
        var at = elf.OffsetOf(new ElfSymbols(elf.Symbols).Named(function)!.Address);
        BitConverter.TryWriteBytes(bytes.AsSpan((int)at), instruction);
        var patched = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{function}-{instruction:x4}.elf");
        File.WriteAllBytes(patched, bytes);
        return patched;
    }

    // The emulator is a grandchild of this process, and the only one while this test runs.
    private static void HarmQemu(string signal)
    {
        var own = Environment.ProcessId;
        var qemu = Process.GetProcessesByName("qemu-system-arm").Concat(Process.GetProcessesByName("qemu-system-ar"))
            .First(process => IsBelow(process.Id, own));
        using var kill = Process.Start("kill", [signal, $"{qemu.Id}"]);
        kill.WaitForExit();
    }

    private static bool IsBelow(int process, int ancestor)
    {
        for (; process > 1; process = ParentOf(process))
            if (ParentOf(process) == ancestor)
                return true;
        return false;
    }

    private static int ParentOf(int process)
    {
        var stat = File.Exists($"/proc/{process}/stat") ? File.ReadAllText($"/proc/{process}/stat") : ") x 0";
        return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
    }
}
