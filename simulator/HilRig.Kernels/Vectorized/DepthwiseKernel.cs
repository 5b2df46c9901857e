using System.Runtime.CompilerServices;

namespace HilRig.Kernels.Vectorized;

/// <summary>Depthwise inner loops: a lane is a channel, a multiply-add two kernel rows, four pixels share a weight.</summary>
internal sealed unsafe class DepthwiseKernel<TLanes, TVector>(DepthwiseProgram program, LaneEmitter<TLanes, TVector> emitter) : IDotKernel
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    public void Row(short* input, int pixels, int pixelStride, sbyte* output, int outputStride)
    {
        unchecked
        {
            for (var block = 0; block < emitter.Blocks; block++)
            {
                var x = 0;
                var channel = input + 2 * block * TLanes.Count;
                for (; x + 4 <= pixels; x += 4)
                    Four(channel + x * pixelStride, pixelStride, block, output + x * outputStride, outputStride);
                for (; x < pixels; x++)
                    One(channel + x * pixelStride, block, output + x * outputStride);
            }
        }
    }

    [SkipLocalsInit]
    private void Four(short* pixel, nint stride, int block, sbyte* output, int outputStride)
    {
        unchecked
        {
            var w = Weights(block);
            TVector a = Start(block), b = a, c = a, d = a;
            foreach (var offset in program.Offsets)
            {
                var tap = pixel + offset;
                var u = TLanes.Load(w);
                w += TLanes.Count;
                a = TLanes.Add(a, TLanes.MultiplyAddPairs(u, TLanes.Load((int*)tap)));
                b = TLanes.Add(b, TLanes.MultiplyAddPairs(u, TLanes.Load((int*)(tap + stride))));
                c = TLanes.Add(c, TLanes.MultiplyAddPairs(u, TLanes.Load((int*)(tap + 2 * stride))));
                d = TLanes.Add(d, TLanes.MultiplyAddPairs(u, TLanes.Load((int*)(tap + 3 * stride))));
            }
            var tile = stackalloc TVector[] { a, b, c, d };
            emitter.Emit(tile, 4, block, output, outputStride);
        }
    }

    private void One(short* pixel, int block, sbyte* output)
    {
        unchecked
        {
            var w = Weights(block);
            var sum = Start(block);
            foreach (var offset in program.Offsets)
            {
                sum = TLanes.Add(sum, TLanes.MultiplyAddPairs(TLanes.Load(w), TLanes.Load((int*)(pixel + offset))));
                w += TLanes.Count;
            }
            emitter.Emit(&sum, 1, block, output, 0);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int* Weights(int block) => (int*)Unsafe.AsPointer(ref program.Weights[block * program.Offsets.Length * TLanes.Count]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TVector Start(int block) => TLanes.Load((int*)Unsafe.AsPointer(ref program.Bias[block * TLanes.Count]));
}
