using System.Runtime.InteropServices;
using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.Vectorized;

namespace HilRig.Kernels.Tests.Vectors;

/// <summary>Both roundings at every vector width this machine has, and the comparison of a packed form with its definition.</summary>
internal static class VectorRuns
{
    public static IEnumerable<VectorWidth> Widths => Enum.GetValues<VectorWidth>().Where(w => w != VectorWidth.Scalar && VectorWidths.IsSupported(w));

    public static IEnumerable<object[]> All =>
        from rounding in Enum.GetValues<Rounding>()
        from width in Widths
        select new object[] { rounding, width };

    /// <summary>Both write into outputs that hold different junk, so that what is not written shows.</summary>
    public static void Compare<T>(int length, Action<T[]> definition, Action<T[]> vector, string what)
        where T : unmanaged
    {
        var (expected, actual) = (new T[length], new T[length]);
        MemoryMarshal.AsBytes(actual.AsSpan()).Fill(77);
        definition(expected);
        vector(actual);
        if (!actual.AsSpan().SequenceEqual(expected))
            Assert.That(actual, Is.EqualTo(expected), what);
    }
}
