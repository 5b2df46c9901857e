using System.Runtime.InteropServices;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Reference;

/// <summary>Copies of elements whose type does not matter, only their size: 1, 2, 4 or 8 bytes.</summary>
public static class DataMovement
{
    /// <summary>target element i = source element view[i]; the target is dense.</summary>
    public static void Gather(StridedView view, int elementBytes, ReadOnlySpan<byte> source, Span<byte> target)
    {
        switch (elementBytes)
        {
            case 1: view.Gather(source, target); break;
            case 2: view.Gather(MemoryMarshal.Cast<byte, short>(source), MemoryMarshal.Cast<byte, short>(target)); break;
            case 4: view.Gather(MemoryMarshal.Cast<byte, int>(source), MemoryMarshal.Cast<byte, int>(target)); break;
            default: view.Gather(MemoryMarshal.Cast<byte, long>(source), MemoryMarshal.Cast<byte, long>(target)); break;
        }
    }

    /// <summary>target element view[i] = source element i; the source is dense.</summary>
    public static void Scatter(StridedView view, int elementBytes, ReadOnlySpan<byte> source, Span<byte> target)
    {
        switch (elementBytes)
        {
            case 1: view.Scatter(source, target); break;
            case 2: view.Scatter(MemoryMarshal.Cast<byte, short>(source), MemoryMarshal.Cast<byte, short>(target)); break;
            case 4: view.Scatter(MemoryMarshal.Cast<byte, int>(source), MemoryMarshal.Cast<byte, int>(target)); break;
            default: view.Scatter(MemoryMarshal.Cast<byte, long>(source), MemoryMarshal.Cast<byte, long>(target)); break;
        }
    }

    /// <summary>Fills a tensor with one element of any size.</summary>
    public static void Fill(ReadOnlySpan<byte> element, Span<byte> target)
    {
        for (var at = 0; at < target.Length; at += element.Length)
            element.CopyTo(target[at..]);
    }
}
