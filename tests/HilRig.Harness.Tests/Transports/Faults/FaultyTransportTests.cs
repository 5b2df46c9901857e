using HilRig.Harness.Transports.Faults;
using HilRig.Harness.Transports.Loopback;
using HilRig.Protocol;

namespace HilRig.Harness.Tests.Transports.Faults;

public class FaultyTransportTests : TransportContract
{
    private const int Frames = 2_000;

    // A fault injector that injects nothing is a transport like any other.
    protected override Task<EchoLink> OpenEchoAsync()
    {
        var (host, board) = LoopbackTransport.CreatePair("faults");
        _ = EchoAsync(board);
        return Task.FromResult(new EchoLink(
            new FaultyTransport(host, new FaultPlan { Rate = 0 }), async () => await board.DisposeAsync()));
    }

    [TestCase(FaultKind.Drop, 0, 0)]
    [TestCase(FaultKind.Flip, 0, 1)]
    [TestCase(FaultKind.Double, 2, 0)]
    [TestCase(FaultKind.Cut, 0, 1)]
    public async Task Every_frame_gets_the_kind_asked_for(FaultKind kind, int framesOfEach, int pieces)
    {
        var (found, tally) = await SendAsync(new FaultPlan { Rate = 1, Kinds = kind });
        Assert.That(tally.Of(kind), Is.EqualTo(Frames));
        Assert.That(found.OfType<ReceivedFrame>().Count(), Is.EqualTo(framesOfEach * Frames).Within(pieces == 0 ? 0 : 5));
        Assert.That(found.OfType<StrayBytes>().Any(), Is.EqualTo(pieces > 0));
    }

    [Test]
    public async Task The_rate_is_kept_and_the_rest_arrives()
    {
        var (found, tally) = await SendAsync(new FaultPlan { Rate = 0.1, Kinds = FaultKind.Drop });
        Assert.That(tally.Total, Is.InRange(150, 250));
        Assert.That(found, Has.Count.EqualTo(Frames - tally.Total).And.All.TypeOf<ReceivedFrame>());
    }

    [Test]
    public async Task A_seed_gives_the_same_faults_again_however_the_bytes_are_chunked()
    {
        var plan = new FaultPlan { Rate = 0.05, Seed = 4 };
        var (first, _) = await SendAsync(plan);
        var (again, _) = await SendAsync(plan, chunk: 7);
        var (other, _) = await SendAsync(plan with { Seed = 5 });
        Assert.That(Sequences(again), Is.EqualTo(Sequences(first)));
        Assert.That(Sequences(other), Is.Not.EqualTo(Sequences(first)));
    }

    [Test]
    public async Task One_direction_alone_can_be_bad()
    {
        var (found, tally) = await SendAsync(new FaultPlan { Rate = 1, Kinds = FaultKind.Drop, ToBoard = false });
        Assert.That(found, Has.Count.EqualTo(Frames));
        Assert.That(tally.Total, Is.Zero);
    }

    [Test]
    public async Task Bytes_alone_can_be_bad()
    {
        var (found, tally) = await SendAsync(new FaultPlan { Rate = 0.01, Bytes = true, Kinds = FaultKind.Flip | FaultKind.Drop | FaultKind.Cut | FaultKind.Delay, Delay = default });
        Assert.That(tally.Total, Is.InRange(200, 900));
        Assert.That(found.OfType<ReceivedFrame>().Count(), Is.InRange(Frames / 2, Frames - 100));
    }

    [Test, CancelAfter(10_000)]
    public async Task A_pulled_plug_ends_both_directions(CancellationToken token)
    {
        var (host, board) = LoopbackTransport.CreatePair("unplug");
        await using var bad = new FaultyTransport(host, new FaultPlan { Rate = 1, Kinds = FaultKind.Unplug });
        await bad.WriteAsync(FrameEncoder.Encode(Numbered(1)), token);
        Assert.That(await bad.ReadAsync(new byte[10], token), Is.Zero);
        Assert.That(async () => await bad.WriteAsync(new byte[] { 1 }, token), Throws.InstanceOf<IOException>());
        Assert.That(bad.EndReason, Does.Contain("plug"));
        await board.DisposeAsync();
    }

    [TestCase("rate=2.5%,seed=7,kinds=drop+flip", 0.025, 7, FaultKind.Drop | FaultKind.Flip)]
    [TestCase("rate=0.5", 0.5, 1, FaultKind.Drop | FaultKind.Flip | FaultKind.Double)]
    [TestCase("kinds=Unplug+delay,delay=7ms", 0.01, 1, FaultKind.Unplug | FaultKind.Delay)]
    public void A_plan_is_read(string text, double rate, int seed, FaultKind kinds)
    {
        var plan = FaultPlan.Parse(text);
        Assert.That((plan.Rate, plan.Seed, plan.Kinds), Is.EqualTo((rate, seed, kinds)));
    }

    [TestCase("rate=200%")]
    [TestCase("rate=-1")]
    [TestCase("kinds=explode")]
    [TestCase("kinds=none")]
    [TestCase("seed=x")]
    [TestCase("unit=bits")]
    [TestCase("speed=3")]
    public void A_plan_that_is_none_is_refused_with_what_is_legal(string text) =>
        Assert.That(() => FaultPlan.Parse(text), Throws.TypeOf<UsageException>().With.Message.Contains("drop+flip+double"));

    private static Frame Numbered(int number) => new(0x02, StatusCode.Ok, (ushort)number, BitConverter.GetBytes(number));

    private static IEnumerable<int> Sequences(IReadOnlyList<Received> found) => found.OfType<ReceivedFrame>().Select(item => (int)item.Frame.Sequence);

    // Everything that arrives at the board, and what was injected.
    private static async Task<(List<Received> Found, FaultTally Tally)> SendAsync(FaultPlan plan, int chunk = int.MaxValue)
    {
        var (host, board) = LoopbackTransport.CreatePair("faults");
        await using var bad = new FaultyTransport(host, plan);
        for (var i = 1; i <= Frames; i++)
            foreach (var part in FrameEncoder.Encode(Numbered(i)).Chunk(chunk))
                await bad.WriteAsync(part, default);
        await host.DisposeAsync();
        var (found, decoder, buffer) = (new List<Received>(), new FrameDecoder(), new byte[4_096]);
        for (int count; (count = await board.ReadAsync(buffer, default)) > 0;)
            found.AddRange(decoder.Feed(buffer.AsSpan(0, count)));
        found.AddRange(decoder.Flush());
        return (found, bad.Faults);
    }

    private static async Task EchoAsync(ITransport board)
    {
        var buffer = new byte[4_096];
        for (int count; (count = await board.ReadAsync(buffer, default)) > 0;)
            await board.WriteAsync(buffer.AsMemory(0, count), default);
    }
}
