using System.Numerics;
using System.Runtime.Intrinsics;

namespace HilRig.Kernels.Vectorized;

/// <summary>Which of two elements is taken.</summary>
internal interface IPick
{
    static abstract T Of<T>(T left, T right)
        where T : INumber<T>;

    static abstract Vector128<T> Of<T>(Vector128<T> left, Vector128<T> right);

    static abstract Vector256<T> Of<T>(Vector256<T> left, Vector256<T> right);

    static abstract Vector512<T> Of<T>(Vector512<T> left, Vector512<T> right);
}

/// <summary>The larger one.</summary>
internal readonly struct Larger : IPick
{
    public static T Of<T>(T left, T right)
        where T : INumber<T> => T.Max(left, right);

    public static Vector128<T> Of<T>(Vector128<T> left, Vector128<T> right) => Vector128.Max(left, right);

    public static Vector256<T> Of<T>(Vector256<T> left, Vector256<T> right) => Vector256.Max(left, right);

    public static Vector512<T> Of<T>(Vector512<T> left, Vector512<T> right) => Vector512.Max(left, right);
}

/// <summary>The smaller one.</summary>
internal readonly struct Smaller : IPick
{
    public static T Of<T>(T left, T right)
        where T : INumber<T> => T.Min(left, right);

    public static Vector128<T> Of<T>(Vector128<T> left, Vector128<T> right) => Vector128.Min(left, right);

    public static Vector256<T> Of<T>(Vector256<T> left, Vector256<T> right) => Vector256.Min(left, right);

    public static Vector512<T> Of<T>(Vector512<T> left, Vector512<T> right) => Vector512.Min(left, right);
}

/// <summary>Rows of integers, element by element, with vectors of a width and then the narrower ones: few channels still fill one.</summary>
/// <typeparam name="T">An integer.</typeparam>
/// <typeparam name="TPick">What is taken.</typeparam>
internal static unsafe class RowPick<T, TPick>
    where T : unmanaged, INumber<T>
    where TPick : struct, IPick
{
    /// <param name="output">May be <paramref name="left"/>.</param>
    public static void Run(T* left, T* right, T* output, nint count, VectorWidth width)
    {
        unchecked
        {
            nint i = 0;
            if ((int)width >= 512)
                for (; i + Vector512<T>.Count <= count; i += Vector512<T>.Count)
                    TPick.Of(Vector512.Load(left + i), Vector512.Load(right + i)).Store(output + i);
            if ((int)width >= 256)
                for (; i + Vector256<T>.Count <= count; i += Vector256<T>.Count)
                    TPick.Of(Vector256.Load(left + i), Vector256.Load(right + i)).Store(output + i);
            for (; i + Vector128<T>.Count <= count; i += Vector128<T>.Count)
                TPick.Of(Vector128.Load(left + i), Vector128.Load(right + i)).Store(output + i);
            for (; i < count; i++)
                output[i] = TPick.Of(left[i], right[i]);
        }
    }

    /// <summary>The same against one and the same element.</summary>
    public static void Run(T* left, T right, T* output, nint count, VectorWidth width)
    {
        unchecked
        {
            nint i = 0;
            if ((int)width >= 512)
                for (; i + Vector512<T>.Count <= count; i += Vector512<T>.Count)
                    TPick.Of(Vector512.Load(left + i), Vector512.Create(right)).Store(output + i);
            if ((int)width >= 256)
                for (; i + Vector256<T>.Count <= count; i += Vector256<T>.Count)
                    TPick.Of(Vector256.Load(left + i), Vector256.Create(right)).Store(output + i);
            for (; i + Vector128<T>.Count <= count; i += Vector128<T>.Count)
                TPick.Of(Vector128.Load(left + i), Vector128.Create(right)).Store(output + i);
            for (; i < count; i++)
                output[i] = TPick.Of(left[i], right);
        }
    }
}
