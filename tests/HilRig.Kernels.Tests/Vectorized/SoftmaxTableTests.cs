using HilRig.Kernels.Softmax;

namespace HilRig.Kernels.Tests.Vectorized;

public sealed class SoftmaxTableTests
{
    [Test]
    public void Rows_of_every_size_and_scale([Range(0, 31)] int shift)
    {
        var random = new Random(shift);
        for (var size = 1; size <= 256; size += 1 + size / 9)
        {
            var span = -(int)Math.Min(255L << 20, (31L << 26) >> shift);
            var parameters = new SoftmaxParams(random.Next(1 << 30, int.MaxValue), shift, random.Next(3) == 0 ? span / 2 : span);
            var packed = new PackedSoftmaxS8(parameters, size);
            Assert.That(packed.MayWrap, Is.False);
            var x = new sbyte[3 * size];
            foreach (ref var value in x.AsSpan())
                value = (sbyte)random.Next(-128, 128);
            var (expected, actual) = (new sbyte[x.Length], new sbyte[x.Length]);
            SoftmaxS8.Run(new(), parameters, 3, size, x, expected);
            packed.Run(new(), 3, size, x, actual);
            Assert.That(actual, Is.EqualTo(expected), $"{parameters}, rows of {size}");
        }
    }
}
