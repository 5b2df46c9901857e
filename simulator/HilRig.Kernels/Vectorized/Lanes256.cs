using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HilRig.Kernels.Vectorized;

/// <summary>Eight lanes on AVX2.</summary>
internal readonly unsafe struct Lanes256 : ILanes<Vector256<int>>
{
    public static int Count => 8;

    public static bool IsSupported => Vector256.IsHardwareAccelerated && Avx2.IsSupported;

    // Odd 32-bit lanes.
    private static Vector256<int> IsOdd
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256.Create(unchecked((long)0xFFFFFFFF00000000)).AsInt32();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Load(int* source) => Vector256.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> LoadWidened(sbyte* source) => Avx2.ConvertToVector256Int32(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Broadcast(int value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> BroadcastByte(sbyte value) => Vector256.Create(value).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Add(Vector256<int> left, Vector256<int> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Subtract(Vector256<int> left, Vector256<int> right) => left - right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> MultiplyLow(Vector256<int> left, Vector256<int> right) => left * right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> ShiftRight(Vector256<int> value, int count) => value >> count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> AddWords(Vector256<int> left, Vector256<int> right) => (left.AsInt16() + right.AsInt16()).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> SubtractWords(Vector256<int> left, Vector256<int> right) => (left.AsInt16() - right.AsInt16()).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> ShiftWordsLeft(Vector256<int> value, int count) => (value.AsInt16() << count).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> ShiftLeft(Vector256<int> value, int count) => value << count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> EvenBytes(Vector256<int> value) => value & Vector256.Create(0x00FF00FF);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> OddBytes(Vector256<int> value) => (value.AsUInt16() >>> 8).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> MultiplyAddPairs(Vector256<int> left, Vector256<int> right) =>
        Avx2.MultiplyAddAdjacent(left.AsInt16(), right.AsInt16());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> ShiftLeftVariable(Vector256<int> value, Vector256<int> count) => Avx2.ShiftLeftLogicalVariable(value, count.AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> ShiftRightVariable(Vector256<int> value, Vector256<int> count) => Avx2.ShiftRightArithmeticVariable(value, count.AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Sign(Vector256<int> value) => value >> 31;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> HighOfProduct(
        Vector256<int> value, Vector256<int> multiplier, Vector256<int> oddMultiplier, Vector256<int> evenAddend, Vector256<int> oddAddend)
    {
        var even = Avx2.Multiply(value, multiplier) + evenAddend.AsInt64();
        var odd = Avx2.Multiply(Avx2.Shuffle(value, 0xF5), oddMultiplier) + oddAddend.AsInt64();
        return Avx2.Blend(Avx2.Shuffle(even.AsInt32(), 0xF5), odd.AsInt32(), 0xAA);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> RequantizeDouble(Vector256<int> accumulator, DoubleRoundingBlock<Vector256<int>>* block)
    {
        var high = DoublingHighMult(Avx2.ShiftLeftLogicalVariable(accumulator, block->Left.AsUInt32()), block);
        var remainder = high & block->RemainderMask;
        var threshold = block->Threshold - (high >> 31);
        var rounded = Avx2.ShiftRightArithmeticVariable(high, block->Right.AsUInt32());
        return rounded - Vector256.GreaterThan(remainder, threshold);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> RequantizeSingle(Vector256<int> accumulator, SingleRoundingBlock<Vector256<int>>* block)
    {
        var even = Avx2.Multiply(accumulator, block->Multiplier) + block->EvenAdd.AsInt64();
        var odd = Avx2.Multiply((accumulator.AsInt64() >>> 32).AsInt32(), (block->Multiplier.AsInt64() >>> 32).AsInt32()) + block->OddAdd.AsInt64();
        even = Avx2.ShiftRightLogicalVariable(even, block->EvenShift.AsUInt64()) - block->EvenTake.AsInt64();
        odd = Avx2.ShiftRightLogicalVariable(odd, block->OddShift.AsUInt64()) - block->OddTake.AsInt64();
        return Vector256.ConditionalSelect(IsOdd, (odd << 32).AsInt32(), even.AsInt32());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Clamp(Vector256<int> value, Vector256<int> min, Vector256<int> max) =>
        Vector256.Min(Vector256.Max(value, min), max);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreOne(Vector256<int> value, Vector256<int> min, Vector256<int> max, sbyte* target)
    {
        var words = Sse2.PackSignedSaturate(value.GetLower(), value.GetUpper());
        var bytes = Sse2.PackSignedSaturate(words, words);
        *(long*)target = Vector128.Min(Vector128.Max(bytes, min.GetLower().AsSByte()), max.GetLower().AsSByte()).AsInt64().ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFour(Vector256<int>* values, Vector256<int> min, Vector256<int> max, sbyte* target, nint stride)
    {
        var low = Avx2.PackSignedSaturate(values[0], values[1]);
        var high = Avx2.PackSignedSaturate(values[2], values[3]);
        var bytes = Vector256.Min(Vector256.Max(Avx2.PackSignedSaturate(low, high), min.AsSByte()), max.AsSByte());
        // Packing works in 128-bit halves: half i holds channels 4i.. of all four vectors.
        var ordered = Avx2.PermuteVar8x32(bytes.AsInt32(), Vector256.Create(0, 4, 1, 5, 2, 6, 3, 7)).AsInt64();
        *(long*)target = ordered.GetElement(0);
        *(long*)(target + stride) = ordered.GetElement(1);
        *(long*)(target + 2 * stride) = ordered.GetElement(2);
        *(long*)(target + 3 * stride) = ordered.GetElement(3);
    }

    // The 64-bit products come from even lanes only: bits 31..62 of the odd products land in the high half after a shift by one.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> DoublingHighMult(Vector256<int> value, DoubleRoundingBlock<Vector256<int>>* block)
    {
        var half = Vector256.Create(1L << 30);
        var even = Avx2.Multiply(value, block->Multiplier) + half;
        var odd = Avx2.Multiply(Avx2.Shuffle(value, 0xF5), block->OddMultiplier) + half;
        return Vector256.ConditionalSelect(IsOdd, (odd << 1).AsInt32(), (even >>> 31).AsInt32());
    }
}
