using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Vectorized;

namespace HilRig.Kernels.Reference;

/// <summary>Functions of an 8-bit code, called for every code when an operator is prepared.</summary>
public static class CodeTable
{
    /// <summary>Values of 8 bits.</summary>
    internal const int Codes = 256;

    /// <summary>
    /// The table of a function; null where it must be called each time: the input is wider, or a code makes it refuse or count something.
    /// </summary>
    public static CodeTable<TIn, TOut>? Of<TIn, TOut>(UnaryFunction<TIn, TOut> function, Rounding rounding, VectorWidth width)
        where TIn : unmanaged
        where TOut : unmanaged
    {
        if (Unsafe.SizeOf<TIn>() != 1 || width == VectorWidth.Scalar)
            return null;
        var (context, table) = (new KernelContext(rounding), new TOut[Codes]);
        try
        {
            for (var code = 0; code < Codes; code++)
                table[code] = function(context, Unsafe.BitCast<byte, TIn>((byte)code));
        }
        catch (Exception undefined) when (undefined is KernelException or ArithmeticException or ArgumentException)
        {
            return null;
        }
        return context is { Wraps: 0, ShiftWraps: 0, Truncations: 0 } ? new(table, width) : null;
    }
}

/// <summary><see cref="Elementwise"/> by a table. Exact by enumeration; thread-safe.</summary>
/// <typeparam name="TIn">A type of one byte.</typeparam>
/// <typeparam name="TOut">What the function gives.</typeparam>
public sealed class CodeTable<TIn, TOut>
    where TIn : unmanaged
    where TOut : unmanaged
{
    private readonly TOut[] _table;
    private readonly ByteLookup? _bytes;

    internal CodeTable(TOut[] table, VectorWidth width)
    {
        _table = table;
        _bytes = Unsafe.SizeOf<TOut>() == 1 ? new(MemoryMarshal.AsBytes<TOut>(table), width) : null;
    }

    /// <remarks>input and output have equal length.</remarks>
    public void Run(ReadOnlySpan<TIn> input, Span<TOut> output)
    {
        var codes = MemoryMarshal.AsBytes(input)[..output.Length];
        if (_bytes is not null)
            _bytes.Run(codes, MemoryMarshal.AsBytes(output));
        else
            Wide(ref MemoryMarshal.GetArrayDataReference(_table), codes, output);
    }

    // A byte cannot leave a table of 256: no bounds are checked.
    private static void Wide(ref TOut table, ReadOnlySpan<byte> codes, Span<TOut> output)
    {
        for (var i = 0; i < codes.Length && i < output.Length; i++)
            output[i] = Unsafe.Add(ref table, codes[i]);
    }
}
