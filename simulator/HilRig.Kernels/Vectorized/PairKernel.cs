using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using HilRig.Kernels.BasicMath;
using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Vectorized;

/// <summary>A function of two codes, whatever the vector width.</summary>
/// <typeparam name="T">int8 or int16.</typeparam>
internal unsafe interface IPairKernel<T>
    where T : unmanaged
{
    /// <summary>A row of elements; a step of 0 takes one and the same element of a side, 1 its neighbours.</summary>
    void Run(T* left, int leftStep, T* right, int rightStep, T* output, int count);
}

/// <summary>A function of two vectors of widened codes, before the output's clamp.</summary>
internal interface IPairFunction<TVector>
{
    TVector Apply(TVector left, TVector right);
}

/// <summary>(left + offset) * (right + offset), scaled.</summary>
internal readonly struct PairProduct<TLanes, TVector>(ElementwiseMulParams p, LaneFactor<TLanes, TVector> scale) : IPairFunction<TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    private readonly TVector _offset1 = TLanes.Broadcast(p.Offset1);
    private readonly TVector _offset2 = TLanes.Broadcast(p.Offset2);
    private readonly TVector _offset = TLanes.Broadcast(p.OutputOffset);
    private readonly LaneFactor<TLanes, TVector> _scale = scale;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply(TVector left, TVector right) =>
        TLanes.Add(_scale.Apply(TLanes.MultiplyLow(TLanes.Add(left, _offset1), TLanes.Add(right, _offset2))), _offset);
}

/// <summary>Both sides shifted and scaled to one step, added or subtracted, scaled to the output's step.</summary>
internal readonly struct PairSum<TLanes, TVector>(
    ElementwiseAddParams p, bool subtracts, LaneFactor<TLanes, TVector> scale1, LaneFactor<TLanes, TVector> scale2, LaneFactor<TLanes, TVector> scaleOut)
    : IPairFunction<TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    private readonly TVector _offset1 = TLanes.Broadcast(p.Offset1);
    private readonly TVector _offset2 = TLanes.Broadcast(p.Offset2);
    private readonly TVector _offset = TLanes.Broadcast(p.OutputOffset);
    private readonly int _left = p.LeftShift;
    private readonly bool _subtracts = subtracts;
    private readonly LaneFactor<TLanes, TVector> _scale1 = scale1;
    private readonly LaneFactor<TLanes, TVector> _scale2 = scale2;
    private readonly LaneFactor<TLanes, TVector> _scaleOut = scaleOut;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply(TVector left, TVector right)
    {
        var a = _scale1.Apply(TLanes.ShiftLeft(TLanes.Add(left, _offset1), _left));
        var b = _scale2.Apply(TLanes.ShiftLeft(TLanes.Add(right, _offset2), _left));
        return TLanes.Add(_scaleOut.Apply(_subtracts ? TLanes.Subtract(a, b) : TLanes.Add(a, b)), _offset);
    }
}

/// <summary>Rows of such a function, whole vectors at a time; what is left goes through copies.</summary>
internal sealed unsafe class PairKernel<T, TLanes, TVector, TFunction>(TFunction function, ActivationRange activation) : IPairKernel<T>
    where T : unmanaged
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
    where TFunction : struct, IPairFunction<TVector>
{
    private readonly TFunction _function = function;
    private readonly TVector _min = typeof(T) == typeof(sbyte) ? TLanes.BroadcastByte((sbyte)activation.Min) : TLanes.Broadcast(activation.Min);
    private readonly TVector _max = typeof(T) == typeof(sbyte) ? TLanes.BroadcastByte((sbyte)activation.Max) : TLanes.Broadcast(activation.Max);

    public void Run(T* left, int leftStep, T* right, int rightStep, T* output, int count)
    {
        unchecked
        {
            var whole = count / TLanes.Count * TLanes.Count;
            Vectors(left, leftStep, right, rightStep, output, whole);
            if (whole == count)
                return;
            T* a = stackalloc T[TLanes.Count], b = stackalloc T[TLanes.Count], y = stackalloc T[TLanes.Count];
            Copy(left + whole * leftStep, leftStep, a, count - whole);
            Copy(right + whole * rightStep, rightStep, b, count - whole);
            Vectors(a, leftStep, b, rightStep, y, TLanes.Count);
            new ReadOnlySpan<T>(y, count - whole).CopyTo(new(output + whole, count - whole));
        }
    }

    private static void Copy(T* source, int step, T* target, int count)
    {
        var elements = step == 0 ? 1 : count;
        new ReadOnlySpan<T>(source, elements).CopyTo(new(target, elements));
    }

    private void Vectors(T* left, int leftStep, T* right, int rightStep, T* output, int count)
    {
        unchecked
        {
            if (count == 0)
                return;
            TVector a = leftStep == 0 ? One(left) : default, b = rightStep == 0 ? One(right) : default;
            for (nint i = 0; i < count; i += TLanes.Count)
            {
                if (leftStep != 0)
                    a = Load(left + i);
                if (rightStep != 0)
                    b = Load(right + i);
                Store(_function.Apply(a, b), output + i);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector One(T* source) => TLanes.Broadcast(typeof(T) == typeof(sbyte) ? *(sbyte*)source : *(short*)source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Load(T* source) => typeof(T) == typeof(sbyte) ? TLanes.LoadWidened((sbyte*)source) : Words.Load<TVector>((short*)source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Store(TVector value, T* target)
    {
        if (typeof(T) == typeof(sbyte))
            TLanes.StoreOne(value, _min, _max, (sbyte*)target);
        else
            Words.Store(TLanes.Clamp(value, _min, _max), (short*)target);
    }
}

/// <summary>Makes them for a width.</summary>
internal static class PairKernels
{
    public static IPairKernel<T> Product<T>(ElementwiseMulParams p, Rounding rounding, long magnitude, VectorWidth width)
        where T : unmanaged => width switch
        {
            VectorWidth.Bits512 => ProductOf<T, Lanes512, Vector512<int>>(p, rounding, magnitude),
            VectorWidth.Bits256 => ProductOf<T, Lanes256, Vector256<int>>(p, rounding, magnitude),
            _ => ProductOf<T, Lanes128, Vector128<int>>(p, rounding, magnitude),
        };

    public static IPairKernel<T> Sum<T>(ElementwiseAddParams p, bool subtracts, Rounding rounding, (long Left, long Right, long Sum) magnitudes, VectorWidth width)
        where T : unmanaged => width switch
        {
            VectorWidth.Bits512 => SumOf<T, Lanes512, Vector512<int>>(p, subtracts, rounding, magnitudes),
            VectorWidth.Bits256 => SumOf<T, Lanes256, Vector256<int>>(p, subtracts, rounding, magnitudes),
            _ => SumOf<T, Lanes128, Vector128<int>>(p, subtracts, rounding, magnitudes),
        };

    private static PairKernel<T, TLanes, TVector, PairProduct<TLanes, TVector>> ProductOf<T, TLanes, TVector>(ElementwiseMulParams p, Rounding rounding, long magnitude)
        where T : unmanaged
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged => new(new(p, new(p.OutputScale, rounding, magnitude)), p.Activation);

    private static PairKernel<T, TLanes, TVector, PairSum<TLanes, TVector>> SumOf<T, TLanes, TVector>(
        ElementwiseAddParams p, bool subtracts, Rounding rounding, (long Left, long Right, long Sum) magnitudes)
        where T : unmanaged
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged => new(
            new(p, subtracts, new(p.Scale1, rounding, magnitudes.Left), new(p.Scale2, rounding, magnitudes.Right), new(p.OutputScale, rounding, magnitudes.Sum)),
            p.Activation);
}
