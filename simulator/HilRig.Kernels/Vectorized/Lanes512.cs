using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HilRig.Kernels.Vectorized;

/// <summary>Sixteen lanes on AVX-512.</summary>
internal readonly struct Lanes512 : ILanes<Vector512<int>>
{
    public static int Count => 16;

    public static bool IsSupported => Vector512.IsHardwareAccelerated && Avx512BW.IsSupported;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Load(ref readonly int source) => Vector512.LoadUnsafe(in source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> LoadWidened(ref readonly short source) =>
        Avx512F.ConvertToVector512Int32(Vector256.LoadUnsafe(in source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<int> value, ref int target) => value.StoreUnsafe(ref target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Broadcast(int value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Add(Vector512<int> left, Vector512<int> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> MultiplyAddPairs(Vector512<int> left, Vector512<int> right) =>
        Avx512BW.MultiplyAddAdjacent(left.AsInt16(), right.AsInt16());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Requantize(Vector512<int> accumulator, ref readonly RequantizationBlock<Vector512<int>> block)
    {
        var shifted = Avx512F.ShiftLeftLogicalVariable(accumulator, block.Left.AsUInt32());
        var high = DoublingHighMult(shifted, block.Multiplier);
        var remainder = high & block.RemainderMask;
        var threshold = block.Threshold - (high >> 31);
        var rounded = Avx512F.ShiftRightArithmeticVariable(high, block.Right.AsUInt32());
        return rounded - Vector512.GreaterThan(remainder, threshold);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Clamp(Vector512<int> value, Vector512<int> min, Vector512<int> max) =>
        Vector512.Min(Vector512.Max(value, min), max);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreNarrowed(Vector512<int> value, ref sbyte target) =>
        Avx512F.ConvertToVector128SByteWithSaturation(value).StoreUnsafe(ref target);

    // The 64-bit products come from even lanes only: bits 31..62 of the odd products land in the high half after a shift by one.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> DoublingHighMult(Vector512<int> a, Vector512<int> b)
    {
        var half = Vector512.Create(1L << 30);
        var even = Avx512F.Multiply(a, b) + half;
        var odd = Avx512F.Multiply((a.AsInt64() >>> 32).AsInt32(), (b.AsInt64() >>> 32).AsInt32()) + half;
        var isOdd = Vector512.Create(unchecked((long)0xFFFFFFFF00000000)).AsInt32();
        return Vector512.ConditionalSelect(isOdd, (odd << 1).AsInt32(), (even >>> 31).AsInt32());
    }
}
