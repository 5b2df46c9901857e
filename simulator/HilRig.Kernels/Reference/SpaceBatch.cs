using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Reference;

/// <summary>
/// Blocks of rows and columns as batches, both ways. Batch s * N + n of the batched tensor holds, of each block of image n, the
/// element at row s / block width, column s % block width. TensorFlow Lite: reference/space_to_batch_nd.h, batch_to_space_nd.h.
/// </summary>
/// <param name="Batched">N * block height * block width images of fewer rows and columns.</param>
/// <param name="Spatial">N images; its element [y, x] is element [y + before] of the blocks.</param>
/// <param name="Block">Rows and columns of a block, at least 1.</param>
/// <param name="Before">Padding or cropping above and to the left.</param>
public sealed record SpaceBatch(Dims Batched, Dims Spatial, Tile Block, Tile Before)
{
    /// <summary>SPACE_TO_BATCH_ND. The padding is code 0 whatever the zero point, as in TensorFlow Lite Micro.</summary>
    /// <param name="pixelBytes">Bytes of all channels of one element.</param>
    public void ToBatch(int pixelBytes, ReadOnlySpan<byte> spatial, Span<byte> batched)
    {
        for (var pixel = 0; pixel < Pixels; pixel++)
        {
            var target = batched.Slice(pixel * pixelBytes, pixelBytes);
            if (SpatialPixel(pixel) is var from and >= 0)
                spatial.Slice(from * pixelBytes, pixelBytes).CopyTo(target);
            else
                target.Clear();
        }
    }

    /// <summary>BATCH_TO_SPACE_ND.</summary>
    /// <param name="pixelBytes">Bytes of all channels of one element.</param>
    public void ToSpace(int pixelBytes, ReadOnlySpan<byte> batched, Span<byte> spatial)
    {
        for (var pixel = 0; pixel < Pixels; pixel++)
        {
            if (SpatialPixel(pixel) is var to and >= 0)
                batched.Slice(pixel * pixelBytes, pixelBytes).CopyTo(spatial[(to * pixelBytes)..]);
        }
    }

    private int Pixels => Batched.N * Batched.H * Batched.W;

    /// <summary>The spatial tensor's pixel for one of the batched tensor; -1 in the padding.</summary>
    private int SpatialPixel(int pixel)
    {
        var (row, x) = Math.DivRem(pixel, Batched.W);
        var (batch, y) = Math.DivRem(row, Batched.H);
        var (inBlock, image) = Math.DivRem(batch, Spatial.N);
        var (spatialY, spatialX) = (y * Block.H + inBlock / Block.W - Before.H, x * Block.W + inBlock % Block.W - Before.W);
        var inside = spatialY >= 0 && spatialY < Spatial.H && spatialX >= 0 && spatialX < Spatial.W;
        return inside ? (image * Spatial.H + spatialY) * Spatial.W + spatialX : -1;
    }
}
