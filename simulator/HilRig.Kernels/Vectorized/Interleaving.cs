using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HilRig.Kernels.Vectorized;

/// <summary>a0 b0 a1 b1 … from two rows.</summary>
internal static unsafe class Interleaving
{
    public static void Run(ReadOnlySpan<short> a, ReadOnlySpan<short> b, Span<short> target)
    {
        fixed (short* x = a)
        fixed (short* y = b)
        fixed (short* t = target)
            Run(x, y, t, a.Length);
    }

    private static void Run(short* a, short* b, short* target, int count)
    {
        unchecked
        {
            var i = 0;
            for (; Avx2.IsSupported && i + 16 <= count; i += 16)
            {
                var (x, y) = (Vector256.Load(a + i), Vector256.Load(b + i));
                // Unpacking works in 128-bit halves: the halves are put in order afterwards.
                var (low, high) = (Avx2.UnpackLow(x, y), Avx2.UnpackHigh(x, y));
                Avx2.Permute2x128(low, high, 0x20).Store(target + 2 * i);
                Avx2.Permute2x128(low, high, 0x31).Store(target + 2 * i + 16);
            }
            for (; i < count; i++)
            {
                target[2 * i] = a[i];
                target[2 * i + 1] = b[i];
            }
        }
    }
}
