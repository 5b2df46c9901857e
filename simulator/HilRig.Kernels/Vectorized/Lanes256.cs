using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HilRig.Kernels.Vectorized;

/// <summary>Eight lanes on AVX2.</summary>
internal readonly struct Lanes256 : ILanes<Vector256<int>>
{
    public static int Count => 8;

    public static bool IsSupported => Vector256.IsHardwareAccelerated && Avx2.IsSupported;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Load(ref readonly int source) => Vector256.LoadUnsafe(in source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> LoadWidened(ref readonly short source) =>
        Avx2.ConvertToVector256Int32(Vector128.LoadUnsafe(in source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<int> value, ref int target) => value.StoreUnsafe(ref target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Broadcast(int value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Add(Vector256<int> left, Vector256<int> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> MultiplyAddPairs(Vector256<int> left, Vector256<int> right) =>
        Avx2.MultiplyAddAdjacent(left.AsInt16(), right.AsInt16());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Requantize(Vector256<int> accumulator, ref readonly RequantizationBlock<Vector256<int>> block)
    {
        var shifted = Avx2.ShiftLeftLogicalVariable(accumulator, block.Left.AsUInt32());
        var high = DoublingHighMult(shifted, block.Multiplier);
        var remainder = high & block.RemainderMask;
        var threshold = block.Threshold - (high >> 31);
        var rounded = Avx2.ShiftRightArithmeticVariable(high, block.Right.AsUInt32());
        return rounded - Vector256.GreaterThan(remainder, threshold);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Clamp(Vector256<int> value, Vector256<int> min, Vector256<int> max) =>
        Vector256.Min(Vector256.Max(value, min), max);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreNarrowed(Vector256<int> value, ref sbyte target)
    {
        var words = Sse2.PackSignedSaturate(value.GetLower(), value.GetUpper());
        var bytes = Sse2.PackSignedSaturate(words, words);
        Unsafe.WriteUnaligned(ref Unsafe.As<sbyte, byte>(ref target), bytes.AsInt64().ToScalar());
    }

    // The 64-bit products come from even lanes only: bits 31..62 of the odd products land in the high half after a shift by one.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> DoublingHighMult(Vector256<int> a, Vector256<int> b)
    {
        var half = Vector256.Create(1L << 30);
        var even = Avx2.Multiply(a, b) + half;
        var odd = Avx2.Multiply((a.AsInt64() >>> 32).AsInt32(), (b.AsInt64() >>> 32).AsInt32()) + half;
        var isOdd = Vector256.Create(unchecked((long)0xFFFFFFFF00000000)).AsInt32();
        return Vector256.ConditionalSelect(isOdd, (odd << 1).AsInt32(), (even >>> 31).AsInt32());
    }
}
