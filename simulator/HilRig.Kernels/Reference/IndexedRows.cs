using HilRig.Kernels.NNSupport;

namespace HilRig.Kernels.Reference;

/// <summary>Rows picked by INT32 indices: GATHER, GATHER_ND and EMBEDDING_LOOKUP. Indices are checked as they are read.</summary>
public static class IndexedRows
{
    /// <summary>
    /// GATHER: output row (b, o, c) is input row (b, o, index[b, c]). TensorFlow Lite Micro: gather.cc, which reads outside the
    /// tensor for a wrong index.
    /// </summary>
    /// <param name="rowBytes">Bytes of what lies behind the gathered axis.</param>
    /// <exception cref="KernelContractException">An index lies outside the axis.</exception>
    public static void Gather(GatherShape shape, int rowBytes, ReadOnlySpan<int> indices, ReadOnlySpan<byte> input, Span<byte> output)
    {
        for (var (outer, row) = (0, 0); row * rowBytes < output.Length; outer++)
        {
            var batch = indices.Slice(outer / shape.Outer * shape.Count, shape.Count);
            for (var i = 0; i < batch.Length; i++, row++)
            {
                var from = outer * shape.Extent + Checked("GATHER", batch[i], shape.Extent);
                input.Slice(from * rowBytes, rowBytes).CopyTo(output[(row * rowBytes)..]);
            }
        }
    }

    /// <summary>
    /// GATHER_ND: each run of <c>extents.Length</c> indices names an element, or what lies behind it. TensorFlow Lite Micro:
    /// gather_nd.cc, which checks the place they name together and not each of them, so that [1, -1] can be legal.
    /// </summary>
    /// <param name="extents">Leading dimensions of the input, one for each index of a run.</param>
    /// <exception cref="KernelContractException">The indices name no place in the input.</exception>
    public static void GatherNd(
        ReadOnlySpan<int> extents, int rowBytes, ReadOnlySpan<int> indices, ReadOnlySpan<byte> input, Span<byte> output)
    {
        for (var at = 0; at < output.Length; at += rowBytes, indices = indices[extents.Length..])
        {
            var row = 0L;
            for (var d = 0; d < extents.Length; d++)
                row = row * extents[d] + indices[d];
            input.Slice(Checked("GATHER_ND", row, input.Length / rowBytes) * rowBytes, rowBytes).CopyTo(output[at..]);
        }
    }

    /// <summary>EMBEDDING_LOOKUP with dequantization: scale * code in float32. TensorFlow Lite Micro: embedding_lookup.cc.</summary>
    /// <exception cref="KernelContractException">An index names no row.</exception>
    public static void Dequantized(int rows, float scale, ReadOnlySpan<int> indices, ReadOnlySpan<sbyte> table, Span<float> output)
    {
        foreach (var index in indices)
        {
            var row = table.Slice(Checked("EMBEDDING_LOOKUP", index, rows) * (table.Length / rows), table.Length / rows);
            for (var i = 0; i < row.Length; i++)
                output[i] = scale * row[i];
            output = output[row.Length..];
        }
    }

    private static int Checked(string kernel, long index, int extent) => index >= 0 && index < extent
        ? (int)index
        : throw new KernelContractException(kernel, $"index {index}; legal is 0 to {extent - 1}");
}

/// <summary>
/// How GATHER sees its tensors: input [Batches, Outer, Extent, row], indices [Batches, Count], output [Batches, Outer, Count, row].
/// </summary>
public readonly record struct GatherShape(int Batches, int Outer, int Extent, int Count);
