using CsCheck;

namespace HilRig.Protocol.Tests;

public class CobsTests
{
    // Examples of the paper (Cheshire and Baker 1999) and the corners around a full run.
    [TestCase("", "01")]
    [TestCase("00", "0101")]
    [TestCase("0000", "010101")]
    [TestCase("11220033", "0311220233")]
    [TestCase("11000000", "0211010101")]
    public void Known_blocks(string plain, string encoded)
    {
        Assert.That(Encode(Convert.FromHexString(plain)), Is.EqualTo(Convert.FromHexString(encoded)));
        Assert.That(Decode(Convert.FromHexString(encoded)), Is.EqualTo(Convert.FromHexString(plain)));
    }

    [Test]
    public void A_full_run_at_the_end_needs_no_further_block()
    {
        var encoded = Encode(Filled(254));
        Assert.That(encoded, Has.Length.EqualTo(255));
        Assert.That(encoded[0], Is.EqualTo(0xFF));
    }

    [Test]
    public void A_zero_after_a_full_run_is_kept()
    {
        byte[] plain = [.. Filled(254), 0];
        Assert.That(Encode(plain)[^2..], Is.EqualTo(new byte[] { 1, 1 }));
        Assert.That(Decode(Encode(plain)), Is.EqualTo(plain));
    }

    [Test]
    public void The_long_form_of_a_full_run_decodes_too() =>
        Assert.That(Decode([0xFF, .. Filled(254), 0x01]), Is.EqualTo(Filled(254)));

    [TestCase("00")]
    [TestCase("02")]
    [TestCase("0300")]
    [TestCase("031100")]
    [TestCase("0511")]
    public void What_is_no_block_is_refused(string encoded) => Assert.That(Decode(Convert.FromHexString(encoded)), Is.Null);

    [Test]
    public void Every_length_to_600_comes_back([Range(0, 600)] int length)
    {
        var random = new Random(length);
        foreach (var zeros in new[] { 0.0, 0.01, 0.5, 1.0 })
        {
            var plain = new byte[length];
            for (var i = 0; i < length; i++)
                plain[i] = random.NextDouble() < zeros ? (byte)0 : (byte)random.Next(1, 256);
            AssertComesBack(plain);
        }
    }

    [Test]
    public void Any_bytes_come_back() => Gen.Byte.Array[0, 600].Sample(AssertComesBack);

    [Test]
    public void Decoding_in_place_equals_decoding_elsewhere() => Gen.Byte.Array[0, 600].Sample(plain =>
    {
        var block = Encode(plain);
        return Cobs.TryDecode(block, block, out var written) && block.AsSpan(0, written).SequenceEqual(plain);
    });

    private static void AssertComesBack(byte[] plain)
    {
        var encoded = Encode(plain);
        Assert.That(encoded, Does.Not.Contain((byte)0));
        Assert.That(encoded, Has.Length.LessThanOrEqualTo(Cobs.MaxEncodedLength(plain.Length)));
        Assert.That(Decode(encoded), Is.EqualTo(plain));
    }

    private static byte[] Filled(int count) => [.. Enumerable.Repeat((byte)7, count)];

    private static byte[] Encode(byte[] plain)
    {
        var buffer = new byte[Cobs.MaxEncodedLength(plain.Length)];
        return buffer[..Cobs.Encode(plain, buffer)];
    }

    private static byte[]? Decode(byte[] encoded)
    {
        var buffer = new byte[encoded.Length];
        return Cobs.TryDecode(encoded, buffer, out var written) ? buffer[..written] : null;
    }
}
