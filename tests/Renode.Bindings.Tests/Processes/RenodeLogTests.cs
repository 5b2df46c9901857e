using Renode.Bindings.Processes;

namespace Renode.Bindings.Tests.Processes;

public sealed class RenodeLogTests
{
    [Test]
    public void The_monitors_port_is_read()
    {
        var log = new RenodeLog(null);
        log.Add("[05:52:08.7094] [INFO] Monitor available in telnet mode on port 35697");
        Assert.That(log.MonitorPort.IsCompletedSuccessfully && log.MonitorPort.Result == 35697);
    }

    [TestCase("[05:54:41.4251] [ERROR] cpu: CPU abort [PC=0x60000000]: Trying to execute code outside RAM or ROM at 0x60000000.", "cpu")]
    [TestCase("[05:54:41.4251] [ERROR] board one/cpu: CPU abort [PC=0x60000000]: Trying to execute code outside RAM or ROM at 0x60000000.", "board one/cpu")]
    public void An_abort_is_read(string line, string cpu) => Assert.That(
        CpuAbort.FromLog(line), Is.EqualTo(new CpuAbort(cpu, 0x60000000, "Trying to execute code outside RAM or ROM at 0x60000000.")));

    [TestCase("[05:54:41.4251] [WARNING] cpu: CPU abort [PC=0x60000000]: x")]
    [TestCase("[05:54:41.4251] [ERROR] cpu: something else")]
    public void Nothing_else_is_an_abort(string line) => Assert.That(CpuAbort.FromLog(line), Is.Null);

    [Test]
    public void Only_the_last_lines_are_kept_and_all_are_heard()
    {
        var heard = new List<string>();
        var log = new RenodeLog(heard.Add);
        foreach (var i in Enumerable.Range(0, 1000))
            log.Add($"{i}");
        Assert.That(log.Tail(2), Is.EqualTo("998\n999"));
        Assert.That(log.Tail(int.MaxValue).Split('\n'), Has.Length.EqualTo(200));
        Assert.That(heard, Has.Count.EqualTo(1000));
    }

    [Test]
    public void An_abort_is_forgotten_when_asked()
    {
        var log = new RenodeLog(null);
        log.Add("[05:54:41.4251] [ERROR] cpu: CPU abort [PC=0x1]: x");
        Assert.That(log.Abort.IsCompleted);
        log.ForgetAborts();
        Assert.That(log.Abort.IsCompleted, Is.False);
    }
}
