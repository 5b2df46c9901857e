using System.Runtime.InteropServices;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Reference;

/// <summary>
/// SELECT_V2: each element from one of two tensors, all three inputs read in the output's shape. TensorFlow Lite Micro:
/// reference/select.h.
/// </summary>
/// <param name="ElementBytes">1, 2, 4 or 8.</param>
public sealed record Selection(StridedView Condition, StridedView IfTrue, StridedView IfFalse, int ElementBytes)
{
    /// <param name="condition">Any byte but 0 is true.</param>
    public void Run(ReadOnlySpan<byte> condition, ReadOnlySpan<byte> ifTrue, ReadOnlySpan<byte> ifFalse, Span<byte> output)
    {
        switch (ElementBytes)
        {
            case 1: Select(condition, ifTrue, ifFalse, output); break;
            case 2: As<short>(condition, ifTrue, ifFalse, output); break;
            case 4: As<int>(condition, ifTrue, ifFalse, output); break;
            default: As<long>(condition, ifTrue, ifFalse, output); break;
        }
    }

    private void As<T>(ReadOnlySpan<byte> condition, ReadOnlySpan<byte> ifTrue, ReadOnlySpan<byte> ifFalse, Span<byte> output)
        where T : unmanaged => Select(
            condition, MemoryMarshal.Cast<byte, T>(ifTrue), MemoryMarshal.Cast<byte, T>(ifFalse), MemoryMarshal.Cast<byte, T>(output));

    private void Select<T>(ReadOnlySpan<byte> condition, ReadOnlySpan<T> ifTrue, ReadOnlySpan<T> ifFalse, Span<T> output)
    {
        for (var i = 0; i < output.Length; i++)
            output[i] = condition[Condition[i]] != 0 ? ifTrue[IfTrue[i]] : ifFalse[IfFalse[i]];
    }
}
