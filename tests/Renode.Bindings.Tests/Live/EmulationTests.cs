using System.Text;
using Renode.Bindings.Emulations;
using Renode.Bindings.Faults;
using Renode.Bindings.Monitors;
using Renode.Bindings.Profiling;

namespace Renode.Bindings.Tests.Live;

/// <summary>The whole library against an installed Renode.</summary>
[Category("Renode")]
public sealed class EmulationTests
{
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);
    private RenodeSession _session = null!;
    private Machine _machine = null!;

    private Cpu Cpu => _machine.Cpu();

    [OneTimeSetUp]
    public async Task Start_one_for_all()
    {
        LiveRenode.NeedsRenode();
        _session = await RenodeSession.StartAsync();
    }

    [OneTimeTearDown]
    public async Task End_it()
    {
        if (_session is not null)
            await _session.DisposeAsync();
    }

    [SetUp]
    public async Task A_fresh_machine() => _machine = await LiveRenode.EchoAsync(_session, "board one");

    [TearDown]
    public Task Clear() => _session.Emulation.ClearAsync();

    [Test]
    public async Task A_virtual_millisecond_is_exactly_its_instructions()
    {
        Assert.That(await Cpu.PerformanceInMipsAsync(), Is.EqualTo(100));
        await _session.Emulation.RunForAsync(Millisecond, Enough);
        Assert.That(await Cpu.ExecutedInstructionsAsync(), Is.EqualTo(100_000));
        await Cpu.SetPerformanceInMipsAsync(50);
        await _session.Emulation.RunForAsync(Millisecond, Enough);
        Assert.That(await Cpu.ExecutedInstructionsAsync(), Is.EqualTo(150_000));
        Assert.That(await _session.Emulation.ElapsedVirtualTimeAsync(), Is.EqualTo(2 * Millisecond));
        Assert.That(await Cpu.StateAsync(), Is.EqualTo(CpuState.Running));
    }

    [Test]
    public async Task A_uart_is_a_stream()
    {
        await using var uart = await _machine.OpenUartSocketAsync("sysbus.usart2");
        await _session.Emulation.RunForAsync(Millisecond, Enough);
        Assert.That(await ReadAsync(uart, 6), Is.EqualTo(Encoding.ASCII.GetBytes("ready\n")));
        byte[] all = [.. Enumerable.Range(0, 256).Select(i => (byte)i).Where(b => b != '!')];
        await uart.WriteAsync(all);
        await _session.Emulation.StartAsync();
        Assert.That(await ReadAsync(uart, all.Length), Is.EqualTo(all));
        await _session.Emulation.PauseAsync();
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "no ptys")]
    public async Task A_uart_is_a_pty()
    {
        var link = _session.PathOf("port");
        await _machine.CreateUartPtyAsync("sysbus.usart2", link);
        Assert.That(new FileInfo(link).LinkTarget, Does.StartWith("/dev/"));
        Assert.That(() => _machine.CreateUartPtyAsync("sysbus.usart2", link), Throws.TypeOf<RenodeException>().With.Message.Contains(link));
    }

    [Test]
    public async Task Memory_and_symbols_are_read_and_written()
    {
        Assert.That(await _machine.Bus.ReadUInt32Async(0x08000000), Is.EqualTo(0x20001000));
        await _machine.Bus.WriteUInt32Async(0x20000100, 0xCAFEF00D);
        Assert.That(await _machine.Bus.ReadBytesAsync(0x20000100, 4), Is.EqualTo(new byte[] { 0x0D, 0xF0, 0xFE, 0xCA }));
        var count = await _machine.Bus.SymbolAddressAsync("count");
        Assert.That(await _machine.Bus.FindSymbolAsync(count), Does.StartWith("count"));
        var file = _session.PathOf("with space.bin");
        await File.WriteAllBytesAsync(file, [1, 2, 3, 4, 5]);
        await _machine.LoadBinaryAsync(file, 0x20000200);
        Assert.That(await _machine.Bus.ReadBytesAsync(0x20000200, 5), Is.EqualTo(new byte[] { 1, 2, 3, 4, 5 }));
    }

    [Test]
    public async Task A_reset_runs_the_macro()
    {
        var file = _session.PathOf("two words");
        await File.WriteAllBytesAsync(file, [9, 8, 7, 6]);
        await _machine.SetResetMacroAsync([Machine.LoadElf(LiveRenode.Program), Machine.LoadBinary(file, 0x20000300)]);
        await _session.Emulation.RunForAsync(Millisecond, Enough);
        await _machine.ResetAsync();
        Assert.That(await Cpu.ExecutedInstructionsAsync(), Is.Zero);
        Assert.That(await _machine.Bus.ReadUInt32Async(0x20000300), Is.EqualTo(0x06070809));
        await _session.Emulation.RunForAsync(Millisecond, Enough);
        Assert.That(await Cpu.ExecutedInstructionsAsync(), Is.EqualTo(100_000));
    }

    [Test]
    public async Task A_snapshot_brings_everything_back()
    {
        var file = _session.PathOf("state.save");
        await _session.Emulation.RunForAsync(Millisecond, Enough);
        await _machine.Bus.WriteUInt32Async(0x20000400, 1234);
        await _session.Emulation.SaveAsync(file);
        await _machine.Bus.WriteUInt32Async(0x20000400, 5678);
        await _session.Emulation.RunForAsync(Millisecond, Enough);
        await _session.Emulation.LoadAsync(file);
        Assert.That(await _session.Emulation.MachineNamesAsync(), Is.EqualTo(new[] { "board one" }));
        var again = _session.Emulation.Machine("board one");
        Assert.That(await again.Bus.ReadUInt32Async(0x20000400), Is.EqualTo(1234));
        Assert.That(await again.Cpu().ExecutedInstructionsAsync(), Is.EqualTo(100_000));
    }

    [Test]
    public async Task Functions_and_opcodes_are_counted_exactly()
    {
        var file = _session.PathOf("profile.txt");
        await Cpu.Opcodes.EnableAsync();
        await Cpu.Opcodes.InstallAsync("adds", "0011000100000001");
        await Cpu.Profiler.StartAsync(file);
        // Until its receiver is enabled the UART drops what it is given.
        await _session.Emulation.RunForAsync(Millisecond, Enough);
        for (var i = 0; i < 2; i++)
        {
            await _machine.SendAsync("sysbus.usart2 WriteChar 0x23");
            await _session.Emulation.RunForAsync(Millisecond, Enough);
        }
        await Cpu.Profiler.StopAsync();
        Assert.That((await Cpu.Opcodes.CountsAsync())["adds"], Is.EqualTo(2000));
        // movs, 1000 times four, bx, and the instruction that called.
        Assert.That(CollapsedStack.Read(file).Where(s => s.Functions[^1].StartsWith("count", StringComparison.Ordinal)).Sum(s => (long)s.Instructions), Is.EqualTo(2 * 4002));
    }

    [Test]
    public async Task Hooks_change_what_the_program_sees()
    {
        await using var uart = await _machine.OpenUartSocketAsync("sysbus.usart2");
        await _session.Emulation.RunForAsync(Millisecond, Enough);
        await ReadAsync(uart, 6);
        await _machine.Bus.SetHookAfterReadAsync("sysbus.usart2", Fault.FlipOnRead(4, 0x01));
        await _machine.SendAsync("sysbus.usart2 WriteChar 0x40");
        await _session.Emulation.RunForAsync(Millisecond, Enough);
        Assert.That(await ReadAsync(uart, 1), Is.EqualTo(new byte[] { 0x41 }));
        await _machine.Bus.ClearHookAfterReadAsync("sysbus.usart2");
        await Cpu.AddHookAsync(await _machine.Bus.SymbolAddressAsync("count"), Fault.WriteWord(0x20000500, 77));
        await _machine.Bus.AddWatchpointAsync(0x20000000, AccessWidth.DoubleWord, AccessKind.Write, Fault.Log("watched"));
        await _machine.SendAsync("sysbus.usart2 WriteChar 0x23");
        await _session.Emulation.RunForAsync(Millisecond, Enough);
        Assert.That(await _machine.Bus.ReadUInt32Async(0x20000500), Is.EqualTo(77));
        Assert.That(_session.LogTail, Does.Contain("watched"));
    }

    [Test]
    public async Task A_halted_core_executes_nothing()
    {
        await Cpu.AddHookAsync(await _machine.Bus.SymbolAddressAsync("receive"), Fault.Halt());
        await _session.Emulation.RunForAsync(Millisecond, Enough);
        Assert.That(await Cpu.IsHaltedAsync());
        Assert.That(await Cpu.ExecutedInstructionsAsync(), Is.LessThan(100));
    }

    [Test]
    public void Errors_are_typed_and_say_which_file()
    {
        Assert.That(() => _machine.LoadElfAsync("/no/such.elf"), Throws.TypeOf<MonitorCommandException>().With.Message.Contains("/no/such.elf"));
        Assert.That(() => _machine.LoadBinaryAsync("/no/such.bin", 0), Throws.TypeOf<MonitorCommandException>().With.Message.Contains("does not exist"));
        Assert.That(() => _machine.LoadPlatformAsync(LiveRenode.Program), Throws.TypeOf<MonitorCommandException>());
        Assert.That(() => _machine.Cpu("nobody").ProgramCounterAsync(), Throws.TypeOf<MonitorCommandException>());
    }

    [Test]
    public async Task An_aborted_core_of_a_started_machine_is_seen_and_a_reset_mends_it()
    {
        await _machine.SetResetMacroAsync([Machine.LoadElf(LiveRenode.Program)]);
        await _session.Emulation.RunForAsync(Millisecond, Enough);
        await _session.Emulation.StartAsync();
        await _machine.SendAsync("sysbus.usart2 WriteChar 0x21");
        var abort = await _session.Emulation.Aborted.WaitAsync(Enough);
        Assert.That(abort.ProgramCounter, Is.EqualTo(0x60000000));
        Assert.That(await Cpu.StateAsync(), Is.EqualTo(CpuState.Aborted));
        await _session.Emulation.PauseAsync();
        await _machine.ResetAsync();
        await _session.Emulation.RunForAsync(Millisecond, Enough);
        Assert.That(await Cpu.StateAsync(), Is.EqualTo(CpuState.Running));
    }

    private static async Task<byte[]> ReadAsync(Stream stream, int count)
    {
        using var deadline = new CancellationTokenSource(Enough);
        var bytes = new byte[count];
        await stream.ReadExactlyAsync(bytes, deadline.Token);
        return bytes;
    }
}
