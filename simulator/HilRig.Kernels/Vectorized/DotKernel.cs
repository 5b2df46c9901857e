using System.Runtime.CompilerServices;

namespace HilRig.Kernels.Vectorized;

/// <summary>
/// Convolution and fully connected over a widened buffer: chunks of pixels go tile by tile against a group of blocks, and a
/// chunk's accumulators are requantized together.
/// </summary>
internal sealed unsafe class DotKernel<TLanes, TVector>(DotProgram program, LaneEmitter<TLanes, TVector> emitter) : IDotKernel
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    // Pixels of a chunk: five tiles of eight or eight of five; four blocks of it take 10 KB of stack at 512 bits.
    private const int Chunk = 40;

    public void Run(short* image, int* pixelOffsets, int pixels, sbyte* output, int outputStride, sbyte* end)
    {
        unchecked
        {
            foreach (var (block, count) in program.Groups)
            {
                // Chunks of about equal size and of whole tiles, so that none is a small rest.
                var tile = DotTiles<TLanes, TVector>.PixelsOf(count);
                var chunks = (pixels + Chunk - 1) / Chunk;
                var size = ((pixels + tile - 1) / tile + chunks - 1) / chunks * tile;
                for (var first = 0; first < pixels; first += size)
                    RunChunk(image, pixelOffsets + first, Math.Min(size, pixels - first), block, count, output + (nint)first * outputStride, outputStride, end);
            }
        }
    }

    [SkipLocalsInit]
    private void RunChunk(short* image, int* pixelOffsets, int pixels, int block, int count, sbyte* output, int outputStride, sbyte* end)
    {
        unchecked
        {
            var unaligned = stackalloc TVector[4 * Chunk + CacheLines.Bytes / sizeof(TVector)];
            var sums = CacheLines.Align<TVector>(unaligned);
            DotTiles<TLanes, TVector>.RunChunk(program, image, pixelOffsets, pixels, block, count, sums, Chunk);
            for (var b = count - 1; b >= 0; b--)
                emitter.Emit(sums + b * Chunk, pixels, block + b, output, outputStride, end);
        }
    }
}
