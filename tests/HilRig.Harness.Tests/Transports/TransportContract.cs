using HilRig.Protocol;
using HilRig.TestKit;

namespace HilRig.Harness.Tests.Transports;

/// <summary>What every transport keeps. Derive, and open one whose other side echoes.</summary>
public abstract class TransportContract
{
    protected abstract Task<EchoLink> OpenEchoAsync();

    [Test, CancelAfter(10_000)]
    public async Task Bytes_arrive_in_order(CancellationToken token)
    {
        await using var link = await OpenEchoAsync();
        var sent = new byte[300_000];
        new Random(1).NextBytes(sent);
        var reading = ReadAsync(link.Transport, sent.Length, token);
        foreach (var chunk in sent.Chunk(7_001))
            await link.Transport.WriteAsync(chunk, token);
        Assert.That(await reading, Is.EqualTo(sent));
    }

    [Test, CancelAfter(10_000)]
    public async Task A_small_write_arrives_at_once(CancellationToken token)
    {
        await using var link = await OpenEchoAsync();
        for (var i = 0; i < 20; i++)
        {
            await link.Transport.WriteAsync(new[] { (byte)i }, token);
            Assert.That(await ReadAsync(link.Transport, 1, token), Is.EqualTo(new[] { (byte)i }));
        }
    }

    [Test, CancelAfter(10_000)]
    public async Task The_end_of_the_link_reads_as_zero_again_and_again(CancellationToken token)
    {
        await using var link = await OpenEchoAsync();
        await link.Transport.WriteAsync(new byte[] { 1 }, token);
        await ReadAsync(link.Transport, 1, token);
        await link.EndPeer();
        Assert.That(await link.Transport.ReadAsync(new byte[10], token), Is.Zero);
        Assert.That(await link.Transport.ReadAsync(new byte[10], token), Is.Zero);
    }

    [Test, CancelAfter(10_000)]
    public async Task Writing_to_an_ended_link_says_so(CancellationToken token)
    {
        await using var link = await OpenEchoAsync();
        await link.Transport.WriteAsync(new byte[] { 1 }, token);
        await ReadAsync(link.Transport, 1, token);
        await link.EndPeer();
        await link.Transport.ReadAsync(new byte[1], token);
        // TCP learns of the hang-up by its first write only.
        await Expect.ThrowsAsync<IOException>(async () =>
        {
            for (var i = 0; i < 100; i++)
            {
                await link.Transport.WriteAsync(new byte[1_000], token);
                await Task.Delay(1, token);
            }
        });
    }

    [Test, CancelAfter(10_000)]
    public async Task A_read_can_be_cancelled(CancellationToken token)
    {
        await using var link = await OpenEchoAsync();
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(token);
        soon.CancelAfter(50);
        Assert.That(async () => await link.Transport.ReadAsync(new byte[1], soon.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(token.IsCancellationRequested, Is.False);
    }

    [Test, CancelAfter(10_000)]
    public async Task Closing_ends_a_waiting_read_and_may_be_repeated(CancellationToken token)
    {
        await using var link = await OpenEchoAsync();
        var reading = link.Transport.ReadAsync(new byte[1], token).AsTask();
        await link.Transport.DisposeAsync();
        Assert.That(await reading, Is.Zero);
        await link.Transport.DisposeAsync();
        Assert.That(async () => await link.Transport.WriteAsync(new byte[1], token), Throws.InstanceOf<IOException>());
    }

    [Test]
    public async Task It_says_what_it_is()
    {
        await using var link = await OpenEchoAsync();
        Assert.That(link.Transport.Description, Does.Match("^[a-z][a-z0-9]+:."));
    }

    protected static async Task<byte[]> ReadAsync(ITransport transport, int count, CancellationToken token)
    {
        var bytes = new byte[count];
        for (var got = 0; got < count;)
        {
            var part = await transport.ReadAsync(bytes.AsMemory(got), token);
            Assert.That(part, Is.Positive, "the link ended early");
            got += part;
        }
        return bytes;
    }
}
