using Renode.Bindings.Emulations;
using Renode.Bindings.Monitors;

namespace Renode.Bindings.Tests.Live;

/// <summary>What ends a session: each has its own process.</summary>
[Category("Renode")]
public sealed class CrashTests
{
    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);

    [OneTimeSetUp]
    public void Need_one() => LiveRenode.NeedsRenode();

    [Test]
    public async Task A_run_into_an_abort_is_a_crash_with_its_place_not_a_timeout()
    {
        await using var session = await RenodeSession.StartAsync();
        var machine = await LiveRenode.EchoAsync(session, "b");
        await session.Emulation.RunForAsync(Millisecond, TimeSpan.FromSeconds(60));
        await machine.SendAsync("sysbus.usart2 WriteChar 0x21");
        var crash = await Assert.ThrowsAsync<CpuCrashedException>(() => session.Emulation.RunForAsync(Millisecond, TimeSpan.FromSeconds(60)));
        Assert.That(crash!.Abort.ProgramCounter, Is.EqualTo(0x60000000));
        await Assert.ThrowsAsync<MonitorOutOfStepException>(() => machine.Cpu().StateAsync());
    }
}
