using System.Runtime.CompilerServices;

namespace HilRig.Kernels.Vectorized;

/// <summary>Depthwise layers: a lane is a channel, a multiply-add two kernel rows; a chunk's accumulators are requantized together.</summary>
internal sealed unsafe class DepthwiseKernel<TLanes, TVector>(DepthwiseProgram program, LaneEmitter<TLanes, TVector> emitter) : IDepthwiseKernel
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    private const int Chunk = 40;

    public void Run(DepthwiseSlab slab, short* buffer, sbyte* output, sbyte* end)
    {
        // The ragged block first: its stores may spill over the outputs of the others.
        for (var block = (slab.Channels + TLanes.Count - 1) / TLanes.Count - 1; block >= 0; block--)
            RunBlock(slab, buffer + 2 * block * TLanes.Count, slab.FirstChannel / TLanes.Count + block, output, end);
    }

    // Pixels of all rows in one line: short rows would leave a rest of each.
    [SkipLocalsInit]
    private void RunBlock(DepthwiseSlab slab, short* buffer, int block, sbyte* output, sbyte* end)
    {
        unchecked
        {
            var unaligned = stackalloc TVector[Chunk + CacheLines.Bytes / sizeof(TVector)];
            var sums = CacheLines.Align<TVector>(unaligned);
            var filled = 0;
            foreach (var (pair, half) in slab.Rows)
            {
                var row = buffer + pair * slab.PairLength;
                for (var x = 0; x < slab.Width;)
                {
                    var count = Math.Min(slab.Width - x, Chunk - filled);
                    Accumulate(slab, row + x * slab.PixelStride, half, count, block, sums + filled);
                    (x, filled) = (x + count, filled + count);
                    if (filled < Chunk)
                        continue;
                    output = Emit(sums, filled, block, output, end);
                    filled = 0;
                }
            }
            Emit(sums, filled, block, output, end);
        }
    }

    private sbyte* Emit(TVector* sums, int pixels, int block, sbyte* output, sbyte* end)
    {
        emitter.Emit(sums, pixels, block, output, emitter.Outputs, end);
        return output + (nint)pixels * emitter.Outputs;
    }

    private void Accumulate(DepthwiseSlab slab, short* pixel, int set, int pixels, int block, TVector* sums)
    {
        var taps = program.Taps[set];
        var weights = program.Weights[set].Pointer + block * taps * TLanes.Count;
        var bias = TLanes.Load(program.Bias.Pointer + block * TLanes.Count);
        if (taps == 6 && slab.Columns == 3)
            TwoByThree(pixel, slab.PixelStride, slab.TapStride, slab.PairLength, pixels, weights, bias, sums);
        else
            AnyTaps(slab, taps, pixel, pixels, weights, bias, sums);
    }

    // 3x3: six weights stay in registers.
    private static void TwoByThree(short* upper, nint stride, nint tap, nint pair, int pixels, int* w, TVector bias, TVector* sums)
    {
        unchecked
        {
            TVector w0 = TLanes.Load(w), w1 = TLanes.Load(w + TLanes.Count), w2 = TLanes.Load(w + 2 * TLanes.Count);
            TVector w3 = TLanes.Load(w + 3 * TLanes.Count), w4 = TLanes.Load(w + 4 * TLanes.Count), w5 = TLanes.Load(w + 5 * TLanes.Count);
            var lower = upper + pair;
            for (var end = sums + pixels; sums < end; sums++, upper += stride, lower += stride)
            {
                TVector a = Mul(w0, upper), b = Mul(w1, upper + tap), c = Mul(w2, upper + 2 * tap);
                TVector d = Mul(w3, lower), e = Mul(w4, lower + tap), f = Mul(w5, lower + 2 * tap);
                *sums = TLanes.Add(TLanes.Add(TLanes.Add(a, d), TLanes.Add(b, e)), TLanes.Add(TLanes.Add(c, f), bias));
            }
        }
    }

    private static void AnyTaps(DepthwiseSlab slab, int taps, short* pixel, int pixels, int* weights, TVector bias, TVector* sums)
    {
        unchecked
        {
            nint stride = slab.PixelStride;
            var i = 0;
            for (; i + 4 <= pixels; i += 4, pixel += 4 * stride)
            {
                var w = weights;
                TVector a = bias, b = a, c = a, d = a;
                for (var row = pixel; w < weights + taps * TLanes.Count; row += slab.PairLength)
                    for (var column = 0; column < slab.Columns; column++, w += TLanes.Count)
                    {
                        var tap = row + column * slab.TapStride;
                        var u = TLanes.Load(w);
                        a = TLanes.Add(a, Mul(u, tap));
                        b = TLanes.Add(b, Mul(u, tap + stride));
                        c = TLanes.Add(c, Mul(u, tap + 2 * stride));
                        d = TLanes.Add(d, Mul(u, tap + 3 * stride));
                    }
                (sums[i], sums[i + 1], sums[i + 2], sums[i + 3]) = (a, b, c, d);
            }
            for (; i < pixels; i++, pixel += stride)
            {
                var w = weights;
                var sum = bias;
                for (var row = pixel; w < weights + taps * TLanes.Count; row += slab.PairLength)
                    for (var column = 0; column < slab.Columns; column++, w += TLanes.Count)
                        sum = TLanes.Add(sum, Mul(TLanes.Load(w), row + column * slab.TapStride));
                sums[i] = sum;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Mul(TVector weights, short* inputs) => TLanes.MultiplyAddPairs(weights, TLanes.Load((int*)inputs));
}
