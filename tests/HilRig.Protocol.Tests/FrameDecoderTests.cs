using CsCheck;

namespace HilRig.Protocol.Tests;

public class FrameDecoderTests
{
    private static readonly Frame Ping = new(0x82, StatusCode.Ok, 7, "hello"u8.ToArray());

    [Test]
    public void Every_payload_length_to_600_comes_back([Range(0, 600)] int length)
    {
        var payload = new byte[length];
        new Random(length).NextBytes(payload);
        AssertOnly(Ping with { Payload = payload }, new FrameDecoder().Feed(FrameEncoder.Encode(Ping with { Payload = payload })));
    }

    [Test]
    public void Chunks_do_not_matter() =>
        Gen.Select(Gen.Byte.Array[0, 600], Gen.Int[1, 50], Gen.UShort).Sample((payload, chunk, sequence) =>
        {
            var frame = new Frame(0x91, StatusCode.Ok, sequence, payload);
            var decoder = new FrameDecoder();
            AssertOnly(frame, [.. FrameEncoder.Encode(frame).Chunk(chunk).SelectMany(part => decoder.Feed(part))]);
        });

    [Test]
    public void A_banner_in_front_is_stray_and_does_no_harm()
    {
        var found = new FrameDecoder().Feed([.. "U-Boot\r\n"u8, .. FrameEncoder.Encode(Ping)]);
        Assert.That(((StrayBytes)found[0]).Bytes.ToArray(), Is.EqualTo("U-Boot\r\n"u8.ToArray()));
        AssertOnly(Ping, [.. found.Skip(1)]);
    }

    [Test]
    public void A_flipped_bit_makes_a_frame_stray_and_the_next_one_arrives()
    {
        var wire = FrameEncoder.Encode(Ping);
        for (var bit = 8; bit < (wire.Length - 1) * 8; bit++)
        {
            var damaged = (byte[])wire.Clone();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            var found = new FrameDecoder().Feed([.. damaged, .. wire]);
            Assert.That(found.OfType<ReceivedFrame>().Count(), Is.EqualTo(1), $"bit {bit}");
            Assert.That(found[^1], Is.TypeOf<ReceivedFrame>());
        }
    }

    [Test]
    public void One_delimiter_between_frames_is_enough()
    {
        var wire = FrameEncoder.Encode(Ping);
        Assert.That(new FrameDecoder().Feed([.. wire, .. wire[1..]]), Has.Count.EqualTo(2).And.All.TypeOf<ReceivedFrame>());
    }

    [Test]
    public void The_largest_frame_comes_back_and_one_byte_more_is_stray()
    {
        AssertOnly(Ping with { Payload = new byte[256] }, new FrameDecoder(256).Feed(FrameEncoder.Encode(Ping with { Payload = new byte[256] })));
        Assert.That(new FrameDecoder(256).Feed(FrameEncoder.Encode(Ping with { Payload = new byte[257] })), Has.All.TypeOf<StrayBytes>());
        AssertOnly(Ping with { Payload = new byte[65_535] }, new FrameDecoder().Feed(FrameEncoder.Encode(Ping with { Payload = new byte[65_535] })));
    }

    [Test]
    public void An_endless_piece_is_handed_out_in_bounded_parts_without_loss()
    {
        var decoder = new FrameDecoder(256);
        var found = Enumerable.Range(0, 100).SelectMany(_ => decoder.Feed(new byte[100].Select(_ => (byte)'x').ToArray())).ToList();
        found.AddRange(decoder.Feed(FrameEncoder.Encode(Ping)));
        Assert.That(found.OfType<StrayBytes>().Sum(stray => stray.Bytes.Length), Is.EqualTo(10_000));
        Assert.That(found.OfType<StrayBytes>().Max(stray => stray.Bytes.Length), Is.LessThan(300));
        Assert.That(found[^1], Is.TypeOf<ReceivedFrame>());
    }

    [Test]
    public void Flushing_shows_what_waits_for_its_delimiter()
    {
        var decoder = new FrameDecoder();
        Assert.That(decoder.Feed("login:"u8), Is.Empty);
        Assert.That(decoder.PendingBytes, Is.EqualTo(6));
        Assert.That(((StrayBytes)decoder.Flush()[0]).Bytes.Length, Is.EqualTo(6));
        Assert.That(decoder.Flush(), Is.Empty);
        AssertOnly(Ping, decoder.Feed(FrameEncoder.Encode(Ping)));
    }

    [Test]
    public void A_payload_beyond_65535_bytes_is_refused() =>
        Assert.Throws<PayloadTooLargeException>(() => FrameEncoder.Encode(Ping with { Payload = new byte[65_536] }));

    private static void AssertOnly(Frame expected, IReadOnlyList<Received> found)
    {
        Assert.That(found, Has.Count.EqualTo(1));
        Assert.That(((ReceivedFrame)found[0]).Frame.ToBytes(), Is.EqualTo(expected.ToBytes()));
    }
}
