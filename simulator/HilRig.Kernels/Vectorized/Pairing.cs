using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace HilRig.Kernels.Vectorized;

/// <summary>a0 b0 a1 b1 … from pixels of two rows, widened to int16 with an offset added.</summary>
internal static unsafe class Pairing
{
    /// <param name="a">First pixel of the upper row; the next ones follow <paramref name="aStep"/> bytes apart.</param>
    /// <param name="channels">Bytes taken from each pixel.</param>
    public static void Run(sbyte* a, nint aStep, sbyte* b, nint bStep, int pixels, int channels, short offset, short* target)
    {
        unchecked
        {
            for (var x = 0; x < pixels; x++, a += aStep, b += bStep)
            {
                var c = 0;
                for (; c + 16 <= channels; c += 16, target += 32)
                {
                    var (low, high) = Zip(Vector128.Load(a + c), Vector128.Load(b + c));
                    Widen(low, offset, target);
                    Widen(high, offset, target + 16);
                }
                for (; c + 8 <= channels; c += 8, target += 16)
                    Widen(Zip(Vector128.CreateScalar(*(long*)(a + c)).AsSByte(), Vector128.CreateScalar(*(long*)(b + c)).AsSByte()).Low, offset, target);
                for (; c < channels; c++, target += 2)
                {
                    target[0] = (short)(a[c] + offset);
                    target[1] = (short)(b[c] + offset);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Widen(Vector128<sbyte> values, short offset, short* target)
    {
        if (Avx2.IsSupported)
        {
            (Avx2.ConvertToVector256Int16(values) + Vector256.Create(offset)).Store(target);
            return;
        }
        (Vector128.WidenLower(values) + Vector128.Create(offset)).Store(target);
        (Vector128.WidenUpper(values) + Vector128.Create(offset)).Store(target + 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector128<sbyte> Low, Vector128<sbyte> High) Zip(Vector128<sbyte> a, Vector128<sbyte> b) => Sse2.IsSupported
        ? (Sse2.UnpackLow(a, b), Sse2.UnpackHigh(a, b))
        : AdvSimd.Arm64.IsSupported
            ? (AdvSimd.Arm64.ZipLow(a, b), AdvSimd.Arm64.ZipHigh(a, b))
            : throw new PlatformNotSupportedException("vector kernels need SSE2 or AdvSimd; VectorWidths.Best says what there is");
}
