using System.Diagnostics;
using Renode.Bindings.Installations;
using Renode.Bindings.Processes;
using Renode.Bindings.Tests.Monitors;

namespace Renode.Bindings.Tests.Processes;

/// <summary>Starting and ending, with shell scripts in Renode's place.</summary>
[Platform(Exclude = "Win", Reason = "the stand-ins are shell scripts")]
public sealed class RenodeSessionStartTests
{
    [Test]
    public async Task A_session_starts_speaks_and_ends_what_it_started()
    {
        await using var fake = new FakeMonitor(Transcript.Read("session.txt"));
        var pid = 0;
        await using (var session = await RenodeSession.StartAsync(Standing(
            $"echo \"pid $$ in $TMPDIR\"; echo '[1] [INFO] Monitor available in telnet mode on port {fake.Port}'; sleep 600 & wait")))
        {
            Assert.That(session.Version, Does.StartWith("Renode, version"));
            var words = session.LogTail.Split('\n')[0].Split(' ');
            pid = int.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture);
            Assert.That(words[3], Is.EqualTo(Path.GetDirectoryName(session.PathOf("x"))), "its TMPDIR is its own");
            Assert.That(await session.Monitor.SendAsync("cpu PC"), Is.EqualTo("0x8000020"));
        }
        Assert.That(Process.GetProcesses().Select(process => process.Id), Does.Not.Contain(pid));
    }

    [Test]
    public void One_that_ends_at_once_is_told_with_its_last_words() => Assert.That(
        () => RenodeSession.StartAsync(Standing("echo 'no such option' >&2; exit 0")),
        Throws.TypeOf<RenodeStartException>().With.Message.Contains("no such option").And.Message.Contains("ended"));

    [Test]
    public void One_that_opens_no_monitor_ends_at_the_deadline() => Assert.That(
        () => RenodeSession.StartAsync(Standing("sleep 600") with { StartTimeout = TimeSpan.FromMilliseconds(300) }),
        Throws.TypeOf<RenodeStartException>().With.Message.Contains("opened no monitor"));

    [Test]
    public void A_program_that_is_not_there_is_told() => Assert.That(
        () => RenodeSession.StartAsync(new() { Installation = new("/no/such/renode", [], "test") }),
        Throws.TypeOf<RenodeStartException>());

    [TestCase("--plain")]
    [TestCase("-p")]
    public async Task Plain_output_is_refused(string argument) =>
        await Assert.ThrowsAsync<RenodeException>(() => RenodeSession.StartAsync(Standing("exit 0") with { ExtraArguments = [argument] }));

    [TestCase(-1)]
    [TestCase(65536)]
    public async Task Ports_are_checked(int port) =>
        await Assert.ThrowsAsync<RenodeException>(() => RenodeSession.StartAsync(Standing("exit 0") with { MonitorPort = port }));

    private static RenodeOptions Standing(string script) => new()
    {
        Installation = new RenodeInstallation("/bin/sh", ["-c", script, "renode"], "test"),
        CommandTimeout = TimeSpan.FromSeconds(20),
    };
}
