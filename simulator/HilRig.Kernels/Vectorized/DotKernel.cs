using System.Runtime.CompilerServices;

namespace HilRig.Kernels.Vectorized;

/// <summary>The inner loops shared by convolution and fully connected: four pixels against one block of output channels.</summary>
internal sealed class DotKernel<TLanes, TVector> : IDotKernel
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    private readonly DotProgram _program;
    private readonly LaneEmitter<TLanes, TVector> _emitter;

    public DotKernel(DotProgram program, LaneEmitter<TLanes, TVector> emitter) => (_program, _emitter) = (program, emitter);

    public void Row(ref short input, int pixels, int pixelStride, Span<sbyte> output, int outputStride)
    {
        var x = 0;
        for (; x + 4 <= pixels; x += 4)
            FourPixels(ref Unsafe.Add(ref input, x * pixelStride), pixelStride, output[(x * outputStride)..], outputStride);
        for (; x < pixels; x++)
            OnePixel(ref Unsafe.Add(ref input, x * pixelStride), output[(x * outputStride)..]);
    }

    private void FourPixels(ref short pixel, int stride, Span<sbyte> output, int outputStride)
    {
        ref var weights = ref _program.Weights[0];
        for (var block = 0; block < _program.Blocks; block++)
        {
            var (a, b, c, d) = FourDots(ref pixel, stride, block, ref weights);
            weights = ref Unsafe.Add(ref weights, _program.PairsPerBlock * TLanes.Count);
            _emitter.Emit(a, block, output);
            _emitter.Emit(b, block, output[outputStride..]);
            _emitter.Emit(c, block, output[(2 * outputStride)..]);
            _emitter.Emit(d, block, output[(3 * outputStride)..]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (TVector A, TVector B, TVector C, TVector D) FourDots(ref short pixel, int stride, int block, ref int weights)
    {
        var a = TLanes.Load(in _program.Bias[block * TLanes.Count]);
        var (b, c, d) = (a, a, a);
        foreach (var offset in _program.RunOffsets)
        {
            ref var p0 = ref Unsafe.As<short, int>(ref Unsafe.Add(ref pixel, offset));
            ref var p1 = ref Unsafe.As<short, int>(ref Unsafe.Add(ref pixel, offset + stride));
            ref var p2 = ref Unsafe.As<short, int>(ref Unsafe.Add(ref pixel, offset + 2 * stride));
            ref var p3 = ref Unsafe.As<short, int>(ref Unsafe.Add(ref pixel, offset + 3 * stride));
            for (nint k = 0; k < _program.RunPairs; k++)
            {
                var w = TLanes.Load(in weights);
                weights = ref Unsafe.Add(ref weights, TLanes.Count);
                a = TLanes.Add(a, TLanes.MultiplyAddPairs(w, TLanes.Broadcast(Unsafe.Add(ref p0, k))));
                b = TLanes.Add(b, TLanes.MultiplyAddPairs(w, TLanes.Broadcast(Unsafe.Add(ref p1, k))));
                c = TLanes.Add(c, TLanes.MultiplyAddPairs(w, TLanes.Broadcast(Unsafe.Add(ref p2, k))));
                d = TLanes.Add(d, TLanes.MultiplyAddPairs(w, TLanes.Broadcast(Unsafe.Add(ref p3, k))));
            }
        }
        return (a, b, c, d);
    }

    private void OnePixel(ref short pixel, Span<sbyte> output)
    {
        ref var weights = ref _program.Weights[0];
        for (var block = 0; block < _program.Blocks; block++)
        {
            var sum = TLanes.Load(in _program.Bias[block * TLanes.Count]);
            foreach (var offset in _program.RunOffsets)
            {
                ref var run = ref Unsafe.As<short, int>(ref Unsafe.Add(ref pixel, offset));
                for (nint k = 0; k < _program.RunPairs; k++)
                {
                    sum = TLanes.Add(sum, TLanes.MultiplyAddPairs(TLanes.Load(in weights), TLanes.Broadcast(Unsafe.Add(ref run, k))));
                    weights = ref Unsafe.Add(ref weights, TLanes.Count);
                }
            }
            _emitter.Emit(sum, block, output);
        }
    }
}
