using System.Runtime.InteropServices;
using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Reference;
using HilRig.Kernels.Vectorized;

namespace HilRig.Kernels.Tests.Vectors;

/// <summary>Functions of an 8-bit code against the tables made of them, at every width.</summary>
[TestFixtureSource(nameof(Widths))]
public sealed class CodeTableTests(VectorWidth width)
{
    private static IEnumerable<VectorWidth> Widths => VectorRuns.Widths;

    [Test]
    public void Bytes_at_every_length()
    {
        var random = new Random(1);
        var answers = Draw.Bytes(random, 256);
        Check<sbyte, sbyte>(random, (_, x) => answers[x + 128]);
        Check<byte, byte>(random, (_, x) => unchecked((byte)answers[x]));
    }

    [Test]
    public void Wider_entries_at_every_length()
    {
        var random = new Random(2);
        Check<sbyte, short>(random, (_, x) => (short)(x * 255));
        Check<sbyte, int>(random, (_, x) => x * 16_777_215);
        Check<byte, float>(random, (_, x) => 1f / (x + 1));
    }

    [Test]
    public void Every_code_is_looked_up_wherever_it_stands()
    {
        var answers = Draw.Bytes(new(3), 256);
        var table = CodeTable.Of<byte, sbyte>((_, x) => answers[x], Rounding.Double, width)!;
        for (var first = 0; first < 256; first++)
        {
            var codes = Draw.Array(256, i => unchecked((byte)(first + i)));
            VectorRuns.Compare<sbyte>(256, y => Array.ConvertAll(codes, x => answers[x]).CopyTo(y, 0), y => table.Run(codes, y), $"from {first}");
        }
    }

    [Test]
    public void What_counts_or_refuses_stays_with_the_definition()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(CodeTable.Of<sbyte, int>((context, x) => context.Wrap32(x == 5 ? 1L << 40 : x), Rounding.Double, width), Is.Null);
            Assert.That(CodeTable.Of<sbyte, int>((_, x) => x == 5 ? throw new KernelContractException("k", "five") : x, Rounding.Double, width), Is.Null);
            Assert.That(CodeTable.Of<short, int>((_, x) => x, Rounding.Double, width), Is.Null);
            Assert.That(CodeTable.Of<sbyte, int>((_, x) => x, Rounding.Double, VectorWidth.Scalar), Is.Null);
        }
    }

    private void Check<TIn, TOut>(Random random, UnaryFunction<TIn, TOut> function)
        where TIn : unmanaged
        where TOut : unmanaged
    {
        var context = new KernelContext();
        var table = CodeTable.Of<TIn, TOut>(function, Rounding.Double, width);
        Assert.That(table, Is.Not.Null);
        for (var length = 0; length <= 256; length++)
        {
            var input = new TIn[length];
            random.NextBytes(MemoryMarshal.AsBytes(input.AsSpan()));
            VectorRuns.Compare<TOut>(length, y => Elementwise.Run(context, function, input, y), y => table!.Run(input, y), $"length {length}");
        }
    }
}
