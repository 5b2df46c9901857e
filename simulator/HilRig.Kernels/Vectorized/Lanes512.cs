using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HilRig.Kernels.Vectorized;

/// <summary>Sixteen lanes on AVX-512.</summary>
internal readonly unsafe struct Lanes512 : ILanes<Vector512<int>>
{
    public static int Count => 16;

    public static bool IsSupported => Vector512.IsHardwareAccelerated && Avx512BW.IsSupported;

    // Odd 32-bit lanes.
    private static Vector512<int> IsOdd
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(unchecked((long)0xFFFFFFFF00000000)).AsInt32();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Load(int* source) => Vector512.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> LoadWidened(sbyte* source) => Avx512F.ConvertToVector512Int32(Vector128.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Broadcast(int value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> BroadcastByte(sbyte value) => Vector512.Create(value).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Add(Vector512<int> left, Vector512<int> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Subtract(Vector512<int> left, Vector512<int> right) => left - right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> MultiplyLow(Vector512<int> left, Vector512<int> right) => left * right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> ShiftRight(Vector512<int> value, int count) => value >> count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> AddWords(Vector512<int> left, Vector512<int> right) => (left.AsInt16() + right.AsInt16()).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> SubtractWords(Vector512<int> left, Vector512<int> right) => (left.AsInt16() - right.AsInt16()).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> ShiftWordsLeft(Vector512<int> value, int count) => (value.AsInt16() << count).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> ShiftLeft(Vector512<int> value, int count) => value << count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> EvenBytes(Vector512<int> value) => value & Vector512.Create(0x00FF00FF);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> OddBytes(Vector512<int> value) => (value.AsUInt16() >>> 8).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> MultiplyAddPairs(Vector512<int> left, Vector512<int> right) =>
        Avx512BW.MultiplyAddAdjacent(left.AsInt16(), right.AsInt16());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> ShiftLeftVariable(Vector512<int> value, Vector512<int> count) => Avx512F.ShiftLeftLogicalVariable(value, count.AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> ShiftRightVariable(Vector512<int> value, Vector512<int> count) => Avx512F.ShiftRightArithmeticVariable(value, count.AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Sign(Vector512<int> value) => value >> 31;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> HighOfProduct(
        Vector512<int> value, Vector512<int> multiplier, Vector512<int> oddMultiplier, Vector512<int> evenAddend, Vector512<int> oddAddend)
    {
        var even = Avx512F.Multiply(value, multiplier) + evenAddend.AsInt64();
        var odd = Avx512F.Multiply(Avx512F.Shuffle(value, 0xF5), oddMultiplier) + oddAddend.AsInt64();
        return Avx512F.PermuteVar16x32x2(even.AsInt32(), HighHalves, odd.AsInt32());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> RequantizeDouble(Vector512<int> accumulator, DoubleRoundingBlock<Vector512<int>>* block)
    {
        var high = DoublingHighMult(Avx512F.ShiftLeftLogicalVariable(accumulator, block->Left.AsUInt32()), block);
        var remainder = high & block->RemainderMask;
        var threshold = block->Threshold - (high >> 31);
        var rounded = Avx512F.ShiftRightArithmeticVariable(high, block->Right.AsUInt32());
        return rounded - Vector512.GreaterThan(remainder, threshold);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> RequantizeSingle(Vector512<int> accumulator, SingleRoundingBlock<Vector512<int>>* block)
    {
        var even = Avx512F.Multiply(accumulator, block->Multiplier) + block->EvenAdd.AsInt64();
        var odd = Avx512F.Multiply((accumulator.AsInt64() >>> 32).AsInt32(), (block->Multiplier.AsInt64() >>> 32).AsInt32()) + block->OddAdd.AsInt64();
        even = Avx512F.ShiftRightLogicalVariable(even, block->EvenShift.AsUInt64()) - block->EvenTake.AsInt64();
        odd = Avx512F.ShiftRightLogicalVariable(odd, block->OddShift.AsUInt64()) - block->OddTake.AsInt64();
        return Vector512.ConditionalSelect(IsOdd, (odd << 32).AsInt32(), even.AsInt32());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Clamp(Vector512<int> value, Vector512<int> min, Vector512<int> max) =>
        Vector512.Min(Vector512.Max(value, min), max);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreOne(Vector512<int> value, Vector512<int> min, Vector512<int> max, sbyte* target)
    {
        var bytes = Avx512F.ConvertToVector128SByteWithSaturation(value);
        Clamp(bytes, min.GetLower().GetLower().AsSByte(), max.GetLower().GetLower().AsSByte()).Store(target);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFour(Vector512<int>* values, Vector512<int> min, Vector512<int> max, sbyte* target, nint stride)
    {
        var low = Avx512BW.PackSignedSaturate(values[0], values[1]);
        var high = Avx512BW.PackSignedSaturate(values[2], values[3]);
        var bytes = Vector512.Min(Vector512.Max(Avx512BW.PackSignedSaturate(low, high), min.AsSByte()), max.AsSByte());
        // Packing works in 128-bit quarters: quarter i holds channels 4i.. of all four vectors.
        var ordered = Avx512F.PermuteVar16x32(bytes.AsInt32(), Vector512.Create(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15)).AsSByte();
        ordered.GetLower().GetLower().Store(target);
        Avx512F.ExtractVector128(ordered, 1).Store(target + stride);
        Avx512F.ExtractVector128(ordered, 2).Store(target + 2 * stride);
        Avx512F.ExtractVector128(ordered, 3).Store(target + 3 * stride);
    }

    private static Vector512<int> HighHalves
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(1, 17, 3, 19, 5, 21, 7, 23, 9, 25, 11, 27, 13, 29, 15, 31);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<sbyte> Clamp(Vector128<sbyte> value, Vector128<sbyte> min, Vector128<sbyte> max) => Vector128.Min(Vector128.Max(value, min), max);

    // The 64-bit products come from even lanes only: bits 31..62 of the odd products land in the high half after a shift by one.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> DoublingHighMult(Vector512<int> value, DoubleRoundingBlock<Vector512<int>>* block)
    {
        var half = Vector512.Create(1L << 30);
        var even = Avx512F.Multiply(value, block->Multiplier) + half;
        var odd = Avx512F.Multiply(Avx512F.Shuffle(value, 0xF5), block->OddMultiplier) + half;
        return Vector512.ConditionalSelect(IsOdd, (odd << 1).AsInt32(), (even >>> 31).AsInt32());
    }
}
