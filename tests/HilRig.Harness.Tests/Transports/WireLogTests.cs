using HilRig.Harness.Devices;
using HilRig.Harness.Tests.Devices;
using HilRig.Harness.Transports.Loopback;
using HilRig.Harness.Transports.WireLogs;
using HilRig.Protocol;
using HilRig.TestKit;

namespace HilRig.Harness.Tests.Transports;

public class WireLogTests
{
    [Test]
    public void What_is_written_is_read()
    {
        var log = Record(writer =>
        {
            writer.Write(WireDirection.HostToBoard, [1, 2]);
            writer.Note("half time");
            writer.Write(WireDirection.BoardToHost, [3]);
        });
        Assert.That(log.Description, Is.EqualTo("unix:/x"));
        Assert.That(log.IsTruncated, Is.False);
        Assert.That(log.Start, Is.EqualTo(DateTimeOffset.UtcNow).Within(TimeSpan.FromMinutes(1)));
        Assert.That(
            log.Records.Select(record => (record.Direction, Convert.ToHexString(record.Bytes.Span))),
            Is.EqualTo(new[] { (WireDirection.HostToBoard, "0102"), (WireDirection.Note, "68616C662074696D65"), (WireDirection.BoardToHost, "03") }));
        Assert.That(log.Records.Select(record => record.Microseconds), Is.Ordered);
    }

    [Test]
    public void A_file_cut_anywhere_reads_up_to_the_cut()
    {
        var bytes = Bytes(writer => writer.Write(WireDirection.HostToBoard, [1, 2, 3]));
        for (var length = WireLogFormat.HeaderBytes; length < bytes.Length; length++)
        {
            var log = WireLog.Read(new MemoryStream(bytes[..length]), "cut");
            Assert.That(log.Records, Is.Empty);
            Assert.That(log.IsTruncated, Is.EqualTo(length != WireLogFormat.HeaderBytes + 7), $"{length}");
        }
    }

    [Test]
    public void What_is_no_log_is_refused()
    {
        Assert.Throws<WireLogException>(() => WireLog.Read(new MemoryStream(new byte[100]), "zeros"));
        var bytes = Bytes(_ => { });
        bytes[4] = 2;
        Assert.That(Expect.Message<WireLogException>(() => WireLog.Read(new MemoryStream(bytes), "new")), Does.Contain("version 2"));
    }

    [Test]
    public void A_huge_length_is_refused_before_it_is_allocated()
    {
        var bytes = Bytes(writer => writer.Write(WireDirection.HostToBoard, [1]));
        bytes[^2] = 0x7F;
        Assert.That(Expect.Message<WireLogException>(() => WireLog.Read(new MemoryStream(bytes), "huge")), Does.Contain("record 0"));
    }

    [Test]
    public void Long_records_are_split()
    {
        var log = Record(writer => writer.Write(WireDirection.BoardToHost, new byte[WireLogFormat.MaxRecordBytes + 5]));
        Assert.That(log.Records.Select(record => record.Bytes.Length), Is.EqualTo(new[] { WireLogFormat.MaxRecordBytes, 5 }));
    }

    [Test, CancelAfter(10_000)]
    public async Task A_session_is_listed_and_replayed_without_its_board(CancellationToken token)
    {
        var log = await RecordSessionAsync(token);
        var lines = WireListing.Lines(log).ToArray();
        Assert.That(lines, Has.Some.Contains("> Hello seq 1, 2 bytes").And.Some.Contains("< Hello reply seq 1").And.Some.Contains("< log up").And.Some.Contains("Ping reply seq 2"));

        await using var again = new DeviceClient(new ReplayTransport(log));
        Assert.That((await again.HelloAsync(token)).Board, Is.EqualTo("fake"));
        await again.PingAsync("abc"u8.ToArray(), token);
    }

    [Test, CancelAfter(10_000)]
    public async Task A_replay_refuses_what_was_not_recorded(CancellationToken token)
    {
        await using var again = new DeviceClient(new ReplayTransport(await RecordSessionAsync(token)));
        await again.HelloAsync(token);
        await Expect.ThrowsAsync<WireLogException>(() => again.PingAsync("xyz"u8.ToArray(), token));
    }

    private static async Task<WireLog> RecordSessionAsync(CancellationToken token)
    {
        var stream = new MemoryStream();
        using var writer = new WireLogWriter(stream, "loopback");
        var (host, board) = LoopbackTransport.CreatePair();
        await using var fake = new FakeDevice(board);
        await fake.SendAsync(new LogFrame("up").ToFrame());
        await using (var client = new DeviceClient(new RecordingTransport(host, writer)))
        {
            await client.HelloAsync(token);
            await client.PingAsync("abc"u8.ToArray(), token);
        }
        return WireLog.Read(new MemoryStream(stream.ToArray()), "session");
    }

    private static WireLog Record(Action<WireLogWriter> write) => WireLog.Read(new MemoryStream(Bytes(write)), "memory");

    private static byte[] Bytes(Action<WireLogWriter> write)
    {
        var stream = new MemoryStream();
        using (var writer = new WireLogWriter(stream, "unix:/x"))
            write(writer);
        return stream.ToArray();
    }
}
