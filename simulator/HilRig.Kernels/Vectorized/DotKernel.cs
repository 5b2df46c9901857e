using System.Runtime.CompilerServices;

namespace HilRig.Kernels.Vectorized;

/// <summary>
/// The inner loops shared by convolution and fully connected: a tile of pixels against two blocks of output channels, so that
/// every broadcast input meets two weights. 512 bits have 32 registers and take eight pixels, 256 bits have 16 and take three.
/// </summary>
internal sealed unsafe class DotKernel<TLanes, TVector>(DotProgram program, LaneEmitter<TLanes, TVector> emitter) : IDotKernel
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    private int BlockWeights => program.PairsPerBlock * TLanes.Count;

    public void Row(short* input, int pixels, int pixelStride, sbyte* output, int outputStride)
    {
        unchecked
        {
            for (var block = 0; block < program.Blocks; block += 2)
            {
                var x = 0;
                for (; block + 1 == program.Blocks && x + 8 <= pixels; x += 8)
                    EightOfOneBlock(input + x * pixelStride, pixelStride, block, output + x * outputStride, outputStride);
                for (; TLanes.Count == Lanes512.Count && x + 8 <= pixels; x += 8)
                    Eight(input + x * pixelStride, pixelStride, block, output + x * outputStride, outputStride);
                for (; x + 3 <= pixels; x += 3)
                    Three(input + x * pixelStride, pixelStride, block, output + x * outputStride, outputStride);
                for (; x < pixels; x++)
                    One(input + x * pixelStride, block, output + x * outputStride);
            }
        }
    }

    [SkipLocalsInit]
    private void Eight(short* pixel, nint stride, int block, sbyte* output, int outputStride)
    {
        unchecked
        {
            var w = Weights(block);
            nint second = BlockWeights;
            TVector a0 = Start(block), a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0, a6 = a0, a7 = a0;
            TVector b0 = Start(block + 1), b1 = b0, b2 = b0, b3 = b0, b4 = b0, b5 = b0, b6 = b0, b7 = b0;
            foreach (var offset in program.RunOffsets)
            {
                var p = pixel + offset;
                for (var end = p + 2 * program.RunPairs; p < end; p += 2, w += TLanes.Count)
                {
                    var u = TLanes.Load(w);
                    var v = TLanes.Load(w + second);
                    TVector x0 = Pair(p), x1 = Pair(p + stride), x2 = Pair(p + 2 * stride), x3 = Pair(p + 3 * stride);
                    TVector m0 = Mul(u, x0), m1 = Mul(u, x1), m2 = Mul(u, x2), m3 = Mul(u, x3);
                    TVector n0 = Mul(v, x0), n1 = Mul(v, x1), n2 = Mul(v, x2), n3 = Mul(v, x3);
                    a0 = Add(a0, m0);
                    a1 = Add(a1, m1);
                    a2 = Add(a2, m2);
                    a3 = Add(a3, m3);
                    b0 = Add(b0, n0);
                    b1 = Add(b1, n1);
                    b2 = Add(b2, n2);
                    b3 = Add(b3, n3);
                    x0 = Pair(p + 4 * stride);
                    x1 = Pair(p + 5 * stride);
                    x2 = Pair(p + 6 * stride);
                    x3 = Pair(p + 7 * stride);
                    m0 = Mul(u, x0);
                    m1 = Mul(u, x1);
                    m2 = Mul(u, x2);
                    m3 = Mul(u, x3);
                    n0 = Mul(v, x0);
                    n1 = Mul(v, x1);
                    n2 = Mul(v, x2);
                    n3 = Mul(v, x3);
                    a4 = Add(a4, m0);
                    a5 = Add(a5, m1);
                    a6 = Add(a6, m2);
                    a7 = Add(a7, m3);
                    b4 = Add(b4, n0);
                    b5 = Add(b5, n1);
                    b6 = Add(b6, n2);
                    b7 = Add(b7, n3);
                }
            }
            var tile = stackalloc TVector[] { a0, a1, a2, a3, a4, a5, a6, a7, b0, b1, b2, b3, b4, b5, b6, b7 };
            Emit(tile, 8, block, output, outputStride);
        }
    }

    // A last block without a neighbour: with sixteen outputs it is the only one.
    [SkipLocalsInit]
    private void EightOfOneBlock(short* pixel, nint stride, int block, sbyte* output, int outputStride)
    {
        unchecked
        {
            var w = Weights(block);
            TVector a0 = Start(block), a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0, a6 = a0, a7 = a0;
            foreach (var offset in program.RunOffsets)
            {
                var p = pixel + offset;
                for (var end = p + 2 * program.RunPairs; p < end; p += 2, w += TLanes.Count)
                {
                    var u = TLanes.Load(w);
                    TVector m0 = Mul(u, Pair(p)), m1 = Mul(u, Pair(p + stride)), m2 = Mul(u, Pair(p + 2 * stride)), m3 = Mul(u, Pair(p + 3 * stride));
                    a0 = Add(a0, m0);
                    a1 = Add(a1, m1);
                    a2 = Add(a2, m2);
                    a3 = Add(a3, m3);
                    m0 = Mul(u, Pair(p + 4 * stride));
                    m1 = Mul(u, Pair(p + 5 * stride));
                    m2 = Mul(u, Pair(p + 6 * stride));
                    m3 = Mul(u, Pair(p + 7 * stride));
                    a4 = Add(a4, m0);
                    a5 = Add(a5, m1);
                    a6 = Add(a6, m2);
                    a7 = Add(a7, m3);
                }
            }
            var tile = stackalloc TVector[] { a0, a1, a2, a3, a4, a5, a6, a7 };
            Emit(tile, 8, block, output, outputStride);
        }
    }

    [SkipLocalsInit]
    private void Three(short* pixel, nint stride, int block, sbyte* output, int outputStride)
    {
        unchecked
        {
            var w = Weights(block);
            nint second = BlockWeights;
            TVector a0 = Start(block), a1 = a0, a2 = a0, b0 = Start(block + 1), b1 = b0, b2 = b0;
            foreach (var offset in program.RunOffsets)
            {
                var p = pixel + offset;
                for (var end = p + 2 * program.RunPairs; p < end; p += 2, w += TLanes.Count)
                {
                    var u = TLanes.Load(w);
                    var v = TLanes.Load(w + second);
                    TVector x0 = Pair(p), x1 = Pair(p + stride), x2 = Pair(p + 2 * stride);
                    TVector m0 = Mul(u, x0), m1 = Mul(u, x1), m2 = Mul(u, x2);
                    a0 = Add(a0, m0);
                    a1 = Add(a1, m1);
                    a2 = Add(a2, m2);
                    m0 = Mul(v, x0);
                    m1 = Mul(v, x1);
                    m2 = Mul(v, x2);
                    b0 = Add(b0, m0);
                    b1 = Add(b1, m1);
                    b2 = Add(b2, m2);
                }
            }
            var tile = stackalloc TVector[] { a0, a1, a2, b0, b1, b2 };
            Emit(tile, 3, block, output, outputStride);
        }
    }

    [SkipLocalsInit]
    private void One(short* pixel, int block, sbyte* output)
    {
        unchecked
        {
            var w = Weights(block);
            nint second = BlockWeights;
            var a = Start(block);
            var b = Start(block + 1);
            foreach (var offset in program.RunOffsets)
            {
                var p = pixel + offset;
                for (var end = p + 2 * program.RunPairs; p < end; p += 2, w += TLanes.Count)
                {
                    var x = Pair(p);
                    a = Add(a, Mul(TLanes.Load(w), x));
                    b = Add(b, Mul(TLanes.Load(w + second), x));
                }
            }
            var tile = stackalloc TVector[] { a, b };
            Emit(tile, 1, block, output, 0);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int* Weights(int block) => (int*)Unsafe.AsPointer(ref program.Weights[block * BlockWeights]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TVector Start(int block) => TLanes.Load((int*)Unsafe.AsPointer(ref program.Bias[block * TLanes.Count]));

    // First the pixels of one block, then those of the next.
    private void Emit(TVector* tile, int pixels, int block, sbyte* output, nint stride)
    {
        emitter.Emit(tile, pixels, block, output, stride);
        if (block + 1 < program.Blocks)
            emitter.Emit(tile + pixels, pixels, block + 1, output, stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Pair(short* pair) => TLanes.Broadcast(*(int*)pair);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Mul(TVector weights, TVector inputs) => TLanes.MultiplyAddPairs(weights, inputs);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Add(TVector left, TVector right) => TLanes.Add(left, right);
}
