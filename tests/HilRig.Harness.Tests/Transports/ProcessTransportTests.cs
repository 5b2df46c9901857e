using HilRig.Harness.Transports;
using HilRig.Harness.Transports.ChildProcesses;
using HilRig.TestKit;

namespace HilRig.Harness.Tests.Transports;

public class ProcessTransportTests : TransportContract
{
    protected override Task<EchoLink> OpenEchoAsync()
    {
        var transport = ProcessTransport.Start("cat");
        return Task.FromResult(new EchoLink(transport, () =>
        {
            transport.Process.Kill();
            return Task.CompletedTask;
        }));
    }

    [Test, CancelAfter(10_000)]
    public async Task The_end_tells_exit_code_and_last_words(CancellationToken token)
    {
        await using var transport = ProcessTransport.Start("sh", "-c", "echo out of cheese >&2; exit 7");
        Assert.That(await transport.ReadAsync(new byte[1], token), Is.Zero);
        Assert.That(transport.EndReason, Does.Contain("exit code 7").And.Contain("out of cheese"));
    }

    [Test, CancelAfter(20_000)]
    public async Task A_process_that_does_not_listen_is_killed(CancellationToken token)
    {
        var transport = ProcessTransport.Start("sh", "-c", "trap '' TERM; sleep 100 & echo up; wait");
        await ReadAsync(transport, 3, token);
        var id = transport.Process.Id;
        await transport.DisposeAsync();
        Assert.That(Directory.Exists($"/proc/{id}"), Is.False);
    }

    [Test]
    public async Task Only_the_last_words_are_kept()
    {
        await using var process = ChildProcess.Start("sh", ["-c", "yes hello | head -c 1000000 >&2; echo end >&2"]);
        await process.WaitForExitAsync(TimeSpan.FromSeconds(10));
        Assert.That(process.StandardError, Has.Length.LessThanOrEqualTo(16_384).And.EndsWith("end"));
    }

    [Test]
    public void A_program_that_is_not_there_is_a_typed_error_that_names_it() =>
        Assert.That(Expect.Message<TransportOpenException>(() => ProcessTransport.Start("no-such-program")), Does.Contain("no-such-program"));
}
