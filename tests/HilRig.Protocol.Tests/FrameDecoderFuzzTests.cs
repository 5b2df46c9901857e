using HilRig.TestKit;

namespace HilRig.Protocol.Tests;

/// <summary>A million chunks of hostile bytes: no exception, bounded memory, every byte accounted for, and the next good frame arrives.</summary>
public class FrameDecoderFuzzTests
{
    private const int Chunks = 250_000;
    private const int MaxPayload = 1024;
    private static readonly Frame Good = new(0x91, StatusCode.Ok, 3, "still there"u8.ToArray());
    private static readonly byte[] GoodWire = FrameEncoder.Encode(Good);

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(4)]
    public void Survives(int seed)
    {
        var random = new Random(seed);
        var decoder = new FrameDecoder(MaxPayload);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < Chunks; i++)
            AssertBounded(decoder, decoder.Feed(NextChunk(random)));
        // A delimiter ends whatever was begun.
        decoder.Feed([0]);
        Assert.That(decoder.Feed(GoodWire), Has.Count.EqualTo(1).And.All.TypeOf<ReceivedFrame>());
        Assert.That(GC.GetTotalMemory(forceFullCollection: true) - before, Is.LessThan(1 << 20));
    }

    // Ten million chunks.
    [Test, Category(Slow.Category)]
    public void Ten_million_chunks_survive()
    {
        Slow.Need();
        var chunks = 0L;
        for (var seed = 100; chunks < 10_000_000; seed++, chunks += Chunks)
            Survives(seed);
        TestContext.Out.WriteLine($"{chunks} chunks, no finding");
    }

    [Test]
    public void No_byte_is_lost()
    {
        var random = new Random(5);
        var decoder = new FrameDecoder(MaxPayload);
        long fed = 0, given = 0;
        for (var i = 0; i < 50_000; i++)
        {
            var chunk = new byte[random.Next(40)];
            random.NextBytes(chunk);
            fed += chunk.Count(value => value != 0);
            given += decoder.Feed(chunk).OfType<StrayBytes>().Sum(stray => (long)stray.Bytes.Length);
        }
        Assert.That(given + decoder.PendingBytes, Is.EqualTo(fed));
    }

    private static void AssertBounded(FrameDecoder decoder, IReadOnlyList<Received> found)
    {
        if (decoder.PendingBytes > Cobs.MaxEncodedLength(MaxPayload + 8))
            Assert.Fail($"{decoder.PendingBytes} bytes are held");
        foreach (var item in found)
            if (item is ReceivedFrame { Frame.Payload.Length: > MaxPayload })
                Assert.Fail("a frame longer than allowed came out");
    }

    // Half noise, half mutated frames: noise alone never gets past COBS and CRC.
    private static byte[] NextChunk(Random random)
    {
        if (random.Next(2) == 0)
        {
            var noise = new byte[random.Next(64)];
            random.NextBytes(noise);
            return noise;
        }
        var wire = (byte[])GoodWire.Clone();
        wire[random.Next(wire.Length)] = (byte)random.Next(256);
        return wire[..random.Next(wire.Length + 1)];
    }
}
