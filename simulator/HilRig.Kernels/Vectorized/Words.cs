using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HilRig.Kernels.Vectorized;

/// <summary>int16 in memory against int32 lanes, for every width. A vector's type is known where the code is compiled, so one branch is left.</summary>
internal static unsafe class Words
{
    /// <summary>Widens as many int16 as the vector has lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Load<TVector>(short* source)
        where TVector : unmanaged
    {
        if (typeof(TVector) == typeof(Vector512<int>))
            return Unsafe.BitCast<Vector512<int>, TVector>(Avx512F.ConvertToVector512Int32(Vector256.Load(source)));
        if (typeof(TVector) == typeof(Vector256<int>))
            return Unsafe.BitCast<Vector256<int>, TVector>(Avx2.ConvertToVector256Int32(Vector128.Load(source)));
        return Unsafe.BitCast<Vector128<int>, TVector>(Vector128.WidenLower(Vector128.CreateScalar(*(long*)source).AsInt16()));
    }

    /// <summary>Widens as many int8 to int16 as the vector has int16 lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Widen<TVector>(sbyte* source)
        where TVector : unmanaged
    {
        if (typeof(TVector) == typeof(Vector512<int>))
            return Unsafe.BitCast<Vector512<short>, TVector>(Avx512BW.ConvertToVector512Int16(Vector256.Load(source)));
        if (typeof(TVector) == typeof(Vector256<int>))
            return Unsafe.BitCast<Vector256<short>, TVector>(Avx2.ConvertToVector256Int16(Vector128.Load(source)));
        return Unsafe.BitCast<Vector128<short>, TVector>(Vector128.WidenLower(Vector128.CreateScalar(*(long*)source).AsSByte()));
    }

    /// <summary>The same int16 in every half of a lane.</summary>
    public static TVector Twice<TVector>(short value)
        where TVector : unmanaged
    {
        if (typeof(TVector) == typeof(Vector512<int>))
            return Unsafe.BitCast<Vector512<short>, TVector>(Vector512.Create(value));
        if (typeof(TVector) == typeof(Vector256<int>))
            return Unsafe.BitCast<Vector256<short>, TVector>(Vector256.Create(value));
        return Unsafe.BitCast<Vector128<short>, TVector>(Vector128.Create(value));
    }

    /// <summary>The sum of all lanes, wrapped.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Sum<TVector>(TVector value)
        where TVector : unmanaged
    {
        if (typeof(TVector) == typeof(Vector512<int>))
            return Vector512.Sum(Unsafe.BitCast<TVector, Vector512<int>>(value));
        if (typeof(TVector) == typeof(Vector256<int>))
            return Vector256.Sum(Unsafe.BitCast<TVector, Vector256<int>>(value));
        return Vector128.Sum(Unsafe.BitCast<TVector, Vector128<int>>(value));
    }

    /// <summary>The sum of all lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long LongSum<TVector>(TVector value)
        where TVector : unmanaged
    {
        if (typeof(TVector) == typeof(Vector512<int>))
            return Sum(Vector512.Widen(Unsafe.BitCast<TVector, Vector512<int>>(value)));
        if (typeof(TVector) == typeof(Vector256<int>))
            return Sum(Vector256.Widen(Unsafe.BitCast<TVector, Vector256<int>>(value)));
        return Sum(Vector128.Widen(Unsafe.BitCast<TVector, Vector128<int>>(value)));
    }

    /// <summary>Stores lanes that lie within int16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TVector>(TVector value, short* target)
        where TVector : unmanaged
    {
        if (typeof(TVector) == typeof(Vector512<int>))
            Avx512F.ConvertToVector256Int16(Unsafe.BitCast<TVector, Vector512<int>>(value)).Store(target);
        else if (typeof(TVector) == typeof(Vector256<int>))
            Narrow(Unsafe.BitCast<TVector, Vector256<int>>(value)).Store(target);
        else
            *(long*)target = Vector128.Narrow(Unsafe.BitCast<TVector, Vector128<int>>(value), default).AsInt64().ToScalar();
    }

    /// <summary>Stores the first lanes only.</summary>
    public static void StoreSome<TVector>(TVector value, short* target, int count)
        where TVector : unmanaged
    {
        var lanes = stackalloc short[sizeof(TVector) / sizeof(int)];
        Store(value, lanes);
        new ReadOnlySpan<short>(lanes, count).CopyTo(new(target, count));
    }

    private static long Sum((Vector512<long> Low, Vector512<long> High) halves) => Vector512.Sum(halves.Low + halves.High);

    private static long Sum((Vector256<long> Low, Vector256<long> High) halves) => Vector256.Sum(halves.Low + halves.High);

    private static long Sum((Vector128<long> Low, Vector128<long> High) halves) => Vector128.Sum(halves.Low + halves.High);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> Narrow(Vector256<int> value) => Vector128.Narrow(value.GetLower(), value.GetUpper());
}
