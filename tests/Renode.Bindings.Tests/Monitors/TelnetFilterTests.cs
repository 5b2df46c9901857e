using Renode.Bindings.Monitors;

namespace Renode.Bindings.Tests.Monitors;

public sealed class TelnetFilterTests
{
    private static readonly byte[] Negotiation = [0xff, 0xfd, 0x00, 0xff, 0xfd, 0x1f, 0xff, 0xfb, 0x01, 0xff, 0xfb, 0x03, 0xff, 0xfc, 0x22];

    [Test]
    public void The_recorded_negotiation_leaves_nothing() => Assert.That(Filtered(Negotiation, 15), Is.Empty);

    [Test]
    public void A_doubled_ff_is_data() => Assert.That(Filtered([1, 0xff, 0xff, 2], 1), Is.EqualTo(new byte[] { 1, 0xff, 2 }));

    [Test]
    public void A_subnegotiation_is_taken_out_whole() =>
        Assert.That(Filtered([7, 0xff, 0xfa, 0x1f, 0, 80, 0xff, 0xff, 24, 0xff, 0xf0, 8], 1), Is.EqualTo(new byte[] { 7, 8 }));

    [Test]
    public void Any_cut_gives_the_same_data()
    {
        byte[] bytes = [.. Negotiation, 1, 2, 0xff, 0xff, 0xff, 0xf1, 3, 0xff, 0xfa, 1, 0xff, 0xf0, 4];
        for (var piece = 1; piece <= bytes.Length; piece++)
            Assert.That(Filtered(bytes, piece), Is.EqualTo(new byte[] { 1, 2, 0xff, 3, 4 }), $"pieces of {piece}");
    }

    private static byte[] Filtered(byte[] bytes, int piece)
    {
        var filter = new TelnetFilter();
        var data = new List<byte>();
        foreach (var part in bytes.Chunk(piece))
        {
            var buffer = new byte[part.Length];
            data.AddRange(buffer[..filter.Filter(part, buffer)]);
        }
        return [.. data];
    }
}
