using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HilRig.Kernels.Vectorized;

/// <summary>A packed dense int16 layer, whatever the vector width.</summary>
internal unsafe interface IWideDotKernel
{
    /// <summary>Computes pixels whose inputs begin at the given offsets.</summary>
    /// <param name="output">Channel 0 of the first pixel; the next pixels follow <paramref name="outputStride"/> elements apart.</param>
    void Run(short* image, int* pixelOffsets, int pixels, short* output, int outputStride);

    static IWideDotKernel Of(DotProgram program, WidePlan plan) => (32 * program.Lanes) switch
    {
        512 => new WideDotKernel<Lanes512, Vector512<int>>(program, new(plan)),
        256 => new WideDotKernel<Lanes256, Vector256<int>>(program, new(plan)),
        _ => new WideDotKernel<Lanes128, Vector128<int>>(program, new(plan)),
    };
}

/// <summary><see cref="DotKernel{TLanes,TVector}"/> with int16 outputs: the inner loops are the same, since int8 inputs are widened for them.</summary>
/// <remarks>
/// One thread, 512 bits (256), against the definition: 3x3 16->16 32x32 157 (100) GMAC/s, x118 (x76); 10x4 1->64 104 (64), x235 (x144);
/// 1x1 64->64 133 (78), x100 (x59); fully connected 640->128 61 (31), x35 (x18) (2026-11).
/// </remarks>
internal sealed unsafe class WideDotKernel<TLanes, TVector>(DotProgram program, WideEmitter<TLanes, TVector> emitter) : IWideDotKernel
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    private const int Chunk = 40;

    public void Run(short* image, int* pixelOffsets, int pixels, short* output, int outputStride)
    {
        unchecked
        {
            foreach (var (block, count) in program.Groups)
                for (var first = 0; first < pixels; first += Chunk)
                    RunChunk(image, pixelOffsets + first, Math.Min(Chunk, pixels - first), block, count, output + (nint)first * outputStride, outputStride);
        }
    }

    [SkipLocalsInit]
    private void RunChunk(short* image, int* pixelOffsets, int pixels, int block, int count, short* output, int outputStride)
    {
        unchecked
        {
            var unaligned = stackalloc TVector[4 * Chunk + CacheLines.Bytes / sizeof(TVector)];
            var sums = CacheLines.Align<TVector>(unaligned);
            DotTiles<TLanes, TVector>.RunChunk(program, image, pixelOffsets, pixels, block, count, sums, Chunk);
            for (var b = 0; b < count; b++)
                emitter.Emit(sums + b * Chunk, pixels, block + b, output, outputStride);
        }
    }
}
