using CsCheck;

namespace HilRig.Protocol.Tests;

public class Crc32Tests
{
    [Test]
    public void Check_value_is_the_published_one() => Assert.That(Crc32.Compute("123456789"u8), Is.EqualTo(0xCBF43926));

    [Test]
    public void Nothing_gives_zero() => Assert.That(Crc32.Compute([]), Is.Zero);

    [Test]
    public void Slices_equal_bit_by_bit_at_every_length([Range(0, 64)] int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        Assert.That(Crc32.Compute(bytes), Is.EqualTo(BitByBit(bytes)));
    }

    [Test]
    public void Pieces_give_what_the_whole_gives() => Gen.Select(Gen.Byte.Array[0, 600], Gen.Int[0, 600]).Sample((bytes, at) =>
    {
        at = Math.Min(at, bytes.Length);
        return Crc32.Append(Crc32.Compute(bytes.AsSpan(0, at)), bytes.AsSpan(at)) == Crc32.Compute(bytes);
    });

    private static uint BitByBit(byte[] bytes)
    {
        var state = 0xFFFFFFFFu;
        foreach (var value in bytes)
        {
            state ^= value;
            for (var bit = 0; bit < 8; bit++)
                state = (state & 1) != 0 ? (state >> 1) ^ 0xEDB88320 : state >> 1;
        }
        return ~state;
    }
}
