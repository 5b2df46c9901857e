using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace HilRig.Kernels.Vectorized;

/// <summary>Four lanes on SSE4.1 or on Arm's AdvSimd.</summary>
internal readonly unsafe struct Lanes128 : ILanes<Vector128<int>>
{
    public static int Count => 4;

    public static bool IsSupported => Vector128.IsHardwareAccelerated && (Sse41.IsSupported || AdvSimd.Arm64.IsSupported);

    // Odd 32-bit lanes.
    private static Vector128<int> IsOdd
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector128.Create(unchecked((long)0xFFFFFFFF00000000)).AsInt32();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Load(int* source) => Vector128.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> LoadWidened(sbyte* source) =>
        Vector128.WidenLower(Vector128.WidenLower(Vector128.CreateScalar(*(int*)source).AsSByte()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Broadcast(int value) => Vector128.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> BroadcastByte(sbyte value) => Vector128.Create(value).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Add(Vector128<int> left, Vector128<int> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Subtract(Vector128<int> left, Vector128<int> right) => left - right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> MultiplyLow(Vector128<int> left, Vector128<int> right) => left * right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> ShiftLeft(Vector128<int> value, int count) => value << count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> ShiftRight(Vector128<int> value, int count) => value >> count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> AddWords(Vector128<int> left, Vector128<int> right) => (left.AsInt16() + right.AsInt16()).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> SubtractWords(Vector128<int> left, Vector128<int> right) => (left.AsInt16() - right.AsInt16()).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> ShiftWordsLeft(Vector128<int> value, int count) => (value.AsInt16() << count).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> EvenBytes(Vector128<int> value) => value & Vector128.Create(0x00FF00FF);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> OddBytes(Vector128<int> value) => (value.AsUInt16() >>> 8).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> MultiplyAddPairs(Vector128<int> left, Vector128<int> right)
    {
        if (Sse2.IsSupported)
            return Sse2.MultiplyAddAdjacent(left.AsInt16(), right.AsInt16());
        var low = AdvSimd.MultiplyWideningLower(left.AsInt16().GetLower(), right.AsInt16().GetLower());
        return AdvSimd.Arm64.AddPairwise(low, AdvSimd.MultiplyWideningUpper(left.AsInt16(), right.AsInt16()));
    }

    /// <remarks>SSE has no shift by lanes: lane by lane there, as in the other variable shifts.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> ShiftLeftVariable(Vector128<int> value, Vector128<int> count)
    {
        if (Avx2.IsSupported)
            return Avx2.ShiftLeftLogicalVariable(value, count.AsUInt32());
        return AdvSimd.IsSupported ? AdvSimd.ShiftLogical(value, count) : EachLane128.ShiftLeft(value, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> ShiftRightVariable(Vector128<int> value, Vector128<int> count)
    {
        if (Avx2.IsSupported)
            return Avx2.ShiftRightArithmeticVariable(value, count.AsUInt32());
        return AdvSimd.IsSupported ? AdvSimd.ShiftArithmetic(value, -count) : EachLane128.ShiftRight(value, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Sign(Vector128<int> value) => value >> 31;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> HighOfProduct(
        Vector128<int> value, Vector128<int> multiplier, Vector128<int> oddMultiplier, Vector128<int> evenAddend, Vector128<int> oddAddend)
    {
        var even = MultiplyEven(value, multiplier) + evenAddend.AsInt64();
        var odd = MultiplyEven(OddToEven(value), oddMultiplier) + oddAddend.AsInt64();
        return Vector128.ConditionalSelect(IsOdd, odd.AsInt32(), (even >>> 32).AsInt32());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> RequantizeDouble(Vector128<int> accumulator, DoubleRoundingBlock<Vector128<int>>* block)
    {
        var shifted = ShiftLeftVariable(accumulator, block->Left);
        var half = Vector128.Create(1L << 30);
        var even = MultiplyEven(shifted, block->Multiplier) + half;
        var odd = MultiplyEven(OddToEven(shifted), block->OddMultiplier) + half;
        var high = Vector128.ConditionalSelect(IsOdd, (odd << 1).AsInt32(), (even >>> 31).AsInt32());
        var threshold = block->Threshold - (high >> 31);
        return ShiftRightVariable(high, block->Right) - Vector128.GreaterThan(high & block->RemainderMask, threshold);
    }

    public static Vector128<int> RequantizeSingle(Vector128<int> accumulator, SingleRoundingBlock<Vector128<int>>* block)
    {
        var even = MultiplyEven(accumulator, block->Multiplier) + block->EvenAdd.AsInt64();
        var odd = MultiplyEven(OddToEven(accumulator), OddToEven(block->Multiplier)) + block->OddAdd.AsInt64();
        even = EachLane128.ShiftRightLogical(even, block->EvenShift.AsInt64()) - block->EvenTake.AsInt64();
        odd = EachLane128.ShiftRightLogical(odd, block->OddShift.AsInt64()) - block->OddTake.AsInt64();
        return Vector128.ConditionalSelect(IsOdd, (odd << 32).AsInt32(), even.AsInt32());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Clamp(Vector128<int> value, Vector128<int> min, Vector128<int> max) =>
        Vector128.Min(Vector128.Max(value, min), max);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreOne(Vector128<int> value, Vector128<int> min, Vector128<int> max, sbyte* target)
    {
        var words = Vector128.NarrowWithSaturation(value, value);
        var bytes = Vector128.NarrowWithSaturation(words, words);
        *(int*)target = Vector128.Min(Vector128.Max(bytes, min.AsSByte()), max.AsSByte()).AsInt32().ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFour(Vector128<int>* values, Vector128<int> min, Vector128<int> max, sbyte* target, nint stride)
    {
        var low = Vector128.NarrowWithSaturation(values[0], values[1]);
        var bytes = Vector128.NarrowWithSaturation(low, Vector128.NarrowWithSaturation(values[2], values[3]));
        var clamped = Vector128.Min(Vector128.Max(bytes, min.AsSByte()), max.AsSByte()).AsInt32();
        *(int*)target = clamped.ToScalar();
        *(int*)(target + stride) = clamped.GetElement(1);
        *(int*)(target + 2 * stride) = clamped.GetElement(2);
        *(int*)(target + 3 * stride) = clamped.GetElement(3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> OddToEven(Vector128<int> value) => Vector128.Shuffle(value, Vector128.Create(1, 1, 3, 3));

    // 64-bit products of the even lanes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<long> MultiplyEven(Vector128<int> left, Vector128<int> right) => Sse41.IsSupported
        ? Sse41.Multiply(left, right)
        : AdvSimd.MultiplyWideningLower(AdvSimd.Arm64.UnzipEven(left, left).GetLower(), AdvSimd.Arm64.UnzipEven(right, right).GetLower());
}

/// <summary>Shifts that SSE4.1 lacks, a lane at a time.</summary>
internal static class EachLane128
{
    public static Vector128<int> ShiftLeft(Vector128<int> value, Vector128<int> count) =>
        Vector128.Create(Left(value[0], count[0]), Left(value[1], count[1]), Left(value[2], count[2]), Left(value[3], count[3]));

    public static Vector128<int> ShiftRight(Vector128<int> value, Vector128<int> count) =>
        Vector128.Create(value[0] >> count[0], value[1] >> count[1], value[2] >> count[2], value[3] >> count[3]);

    public static Vector128<long> ShiftRightLogical(Vector128<long> value, Vector128<long> count) =>
        Vector128.Create(unchecked(value[0] >>> (int)count[0]), unchecked(value[1] >>> (int)count[1]));

    private static int Left(int value, int count) => count > 31 ? 0 : value << count;
}
