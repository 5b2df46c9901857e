using System.Net;
using System.Net.Sockets;
using Renode.Bindings.Emulations;
using Renode.Bindings.Monitors;
using Renode.Bindings.Processes;

namespace Renode.Bindings.Tests.Monitors;

/// <summary>The connection against a monitor that answers with recorded bytes.</summary>
public sealed class MonitorConnectionTests
{
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(100);

    [Test]
    public async Task It_greets_and_answers()
    {
        await using var fake = new FakeMonitor(Transcript.Read("session.txt"));
        await using var monitor = await ConnectAsync(fake.Port);
        Assert.That(monitor.Greeting, Does.StartWith("Renode, version 1.16.1"));
        Assert.That(monitor.Machine, Is.Null);
        Assert.That(await monitor.SendAsync("cpu PC"), Is.EqualTo("0x8000020"));
        Assert.That(monitor.Machine, Is.EqualTo("board one"));
    }

    [Test]
    public async Task A_machines_command_selects_it_first_and_only_when_needed()
    {
        await using var fake = new FakeMonitor(Transcript.Read("session.txt"));
        await using var monitor = await ConnectAsync(fake.Port);
        var cpu = new Emulation(monitor, new RenodeLog(null)).Machine("board one").Cpu();
        Assert.That(await cpu.ExecutedInstructionsAsync(), Is.EqualTo(1_000_000));
        Assert.That(await cpu.StateAsync(), Is.EqualTo(CpuState.Running));
        Assert.That(fake.Received, Is.EqualTo(new[] { "mach set \"board one\"", "cpu ExecutedInstructions", "cpu EmulationState" }));
    }

    [Test]
    public async Task Machines_are_listed()
    {
        await using var fake = new FakeMonitor(Transcript.Read("session.txt"));
        await using var monitor = await ConnectAsync(fake.Port);
        Assert.That(await new Emulation(monitor, new RenodeLog(null)).MachineNamesAsync(), Is.EqualTo(new[] { "board one", "two" }));
    }

    [Test]
    public async Task An_error_is_thrown_and_the_monitor_goes_on()
    {
        await using var fake = new FakeMonitor(Transcript.Read("errors.txt"));
        await using var monitor = await ConnectAsync(fake.Port);
        var error = await Assert.ThrowsAsync<MonitorCommandException>(() => monitor.SendAsync("nonsense foo"));
        Assert.That(error!.Command, Is.EqualTo("nonsense foo"));
        Assert.That(error.Message, Does.Contain("No such command or device: nonsense"));
        Assert.That(await monitor.SendAsync("mach create \"m\""), Is.Empty);
    }

    [Test]
    public async Task Arguments_that_fit_nothing_are_an_error()
    {
        await using var fake = new FakeMonitor(Transcript.Read("errors.txt"));
        await using var monitor = await ConnectAsync(fake.Port);
        await Assert.ThrowsAsync<MonitorCommandException>(() => monitor.SendAsync("sysbus LoadBinary @/no/such.bin 0x0"));
    }

    [Test]
    public async Task Silence_ends_at_the_deadline_and_the_monitor_is_not_used_again()
    {
        await using var fake = new FakeMonitor(Transcript.Read("session.txt"));
        await using var monitor = await ConnectAsync(fake.Port);
        var error = await Assert.ThrowsAsync<MonitorTimeoutException>(() => monitor.SendAsync("unheard of", Short));
        Assert.That(error!.Command, Is.EqualTo("unheard of"));
        await Assert.ThrowsAsync<MonitorOutOfStepException>(() => monitor.SendAsync("cpu PC"));
    }

    [Test]
    public async Task A_process_that_dies_is_named_with_its_last_words()
    {
        await using var fake = new FakeMonitor(Transcript.Read("session.txt"), hangUpAt: "cpu PC");
        await using var monitor = await MonitorConnection.ConnectAsync("127.0.0.1", fake.Port, Enough, () => Task.FromResult("Fatal error: something"));
        var error = await Assert.ThrowsAsync<RenodeEndedException>(() => monitor.SendAsync("cpu PC"));
        Assert.That(error!.LastWords, Is.EqualTo("Fatal error: something"));
    }

    [Test]
    public async Task Commands_sent_at_once_are_answered_one_after_another()
    {
        await using var fake = new FakeMonitor(Transcript.Read("session.txt"));
        await using var monitor = await ConnectAsync(fake.Port);
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => monitor.SendAsync(i % 2 == 0 ? "cpu PC" : "cpu IsHalted")));
        Assert.That(answers, Is.EqualTo(Enumerable.Range(0, 20).Select(i => i % 2 == 0 ? "0x8000020" : "False")));
    }

    [Test]
    public async Task A_port_where_nobody_listens_is_told()
    {
        int port;
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            port = ((IPEndPoint)listener.LocalEndpoint).Port;
        }
        await Assert.ThrowsAsync<RenodeStartException>(() => ConnectAsync(port));
    }

    [Test]
    public async Task A_port_that_says_nothing_ends_at_the_deadline()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        await Assert.ThrowsAsync<RenodeStartException>(() => MonitorConnection.ConnectAsync("127.0.0.1", port, Short));
    }

    [Test]
    public async Task An_abort_in_the_log_ends_a_run_that_would_wait_for_ever()
    {
        await using var fake = new FakeMonitor(Transcript.Read("errors.txt"));
        await using var monitor = await ConnectAsync(fake.Port);
        var log = new RenodeLog(null);
        var run = new Emulation(monitor, log).RunForAsync(TimeSpan.FromMilliseconds(10), Enough);
        log.Add("[05:54:41.4251] [ERROR] cpu: CPU abort [PC=0x60000000]: Trying to execute code outside RAM or ROM at 0x60000000.");
        var crash = await Assert.ThrowsAsync<CpuCrashedException>(() => run);
        Assert.That(crash!.Abort.ProgramCounter, Is.EqualTo(0x60000000));
    }

    [Test]
    public async Task A_slow_run_is_not_called_a_crash()
    {
        await using var fake = new FakeMonitor(Transcript.Read("errors.txt"));
        await using var monitor = await ConnectAsync(fake.Port);
        await Assert.ThrowsAsync<MonitorTimeoutException>(() => new Emulation(monitor, new RenodeLog(null)).RunForAsync(TimeSpan.FromMilliseconds(10), Short));
    }

    [TestCase("two\nlines")]
    [TestCase("tab\t")]
    public async Task A_command_is_one_line(string command)
    {
        await using var fake = new FakeMonitor(Transcript.Read("session.txt"));
        await using var monitor = await ConnectAsync(fake.Port);
        await Assert.ThrowsAsync<MonitorArgumentException>(() => monitor.SendAsync(command));
    }

    private static Task<MonitorConnection> ConnectAsync(int port) => MonitorConnection.ConnectAsync("127.0.0.1", port, Enough);
}
