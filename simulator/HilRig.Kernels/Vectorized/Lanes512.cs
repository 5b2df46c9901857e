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
    private static Vector512<int> IsOdd => Vector512.Create(unchecked((long)0xFFFFFFFF00000000)).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Load(int* source) => Vector512.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> LoadWidened(sbyte* source) => Avx512F.ConvertToVector512Int32(Vector128.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Broadcast(int value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Add(Vector512<int> left, Vector512<int> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> ShiftLeft(Vector512<int> value, int count) => value << count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> MultiplyAddPairs(Vector512<int> left, Vector512<int> right) =>
        Avx512BW.MultiplyAddAdjacent(left.AsInt16(), right.AsInt16());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> RequantizeRight(Vector512<int> accumulator, DoubleRoundingBlock<Vector512<int>>* block)
    {
        var high = DoublingHighMult(accumulator, block);
        var towardZero = high + (high >> 31);
        return (Avx512F.ShiftRightArithmeticVariable(towardZero, block->RightLessOne.AsUInt32()) + Vector512<int>.One) >> 1;
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
    public static void StoreNarrowed(Vector512<int> value, sbyte* target) =>
        Avx512F.ConvertToVector128SByteWithSaturation(value).Store(target);

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
