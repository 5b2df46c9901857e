using System.Runtime.CompilerServices;

namespace HilRig.Kernels.Vectorized;

/// <summary>
/// Depthwise inner loops: a lane is a channel. A weight is held as an int32 lane whose high int16 is zero, so that the
/// pairwise multiply-add gives input * weight with one cheap instruction.
/// </summary>
internal sealed class DepthwiseKernel<TLanes, TVector> : IDotKernel
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    private readonly int[] _taps;
    private readonly int[] _weights;
    private readonly int[] _bias;
    private readonly LaneEmitter<TLanes, TVector> _emitter;

    /// <param name="taps">Offset of every tap from the pixel's origin, in elements.</param>
    /// <param name="filter">[tap][output].</param>
    public DepthwiseKernel(int[] taps, ReadOnlySpan<sbyte> filter, ReadOnlySpan<int> bias, LaneEmitter<TLanes, TVector> emitter)
    {
        (_taps, _emitter) = (taps, emitter);
        _bias = new int[emitter.Blocks * TLanes.Count];
        bias.CopyTo(_bias);
        _weights = new int[emitter.Blocks * taps.Length * TLanes.Count];
        for (var tap = 0; tap < taps.Length; tap++)
            for (var o = 0; o < emitter.Outputs; o++)
                _weights[(o / TLanes.Count * taps.Length + tap) * TLanes.Count + o % TLanes.Count] =
                    filter[tap * emitter.Outputs + o] & 0xFFFF;
    }

    public void Row(ref short input, int pixels, int pixelStride, Span<sbyte> output, int outputStride)
    {
        for (var block = 0; block < _emitter.Blocks; block++)
        {
            var x = 0;
            ref var channel = ref Unsafe.Add(ref input, block * TLanes.Count);
            for (; x + 4 <= pixels; x += 4)
                FourPixels(ref Unsafe.Add(ref channel, x * pixelStride), pixelStride, block, output[(x * outputStride)..], outputStride);
            for (; x < pixels; x++)
                OnePixel(ref Unsafe.Add(ref channel, x * pixelStride), block, output[(x * outputStride)..]);
        }
    }

    private void FourPixels(ref short pixel, int stride, int block, Span<sbyte> output, int outputStride)
    {
        ref var weights = ref _weights[block * _taps.Length * TLanes.Count];
        var a = TLanes.Load(in _bias[block * TLanes.Count]);
        var (b, c, d) = (a, a, a);
        foreach (var offset in _taps)
        {
            ref var tap = ref Unsafe.Add(ref pixel, offset);
            var w = TLanes.Load(in weights);
            weights = ref Unsafe.Add(ref weights, TLanes.Count);
            a = TLanes.Add(a, TLanes.MultiplyAddPairs(w, TLanes.LoadWidened(in tap)));
            b = TLanes.Add(b, TLanes.MultiplyAddPairs(w, TLanes.LoadWidened(in Unsafe.Add(ref tap, stride))));
            c = TLanes.Add(c, TLanes.MultiplyAddPairs(w, TLanes.LoadWidened(in Unsafe.Add(ref tap, 2 * stride))));
            d = TLanes.Add(d, TLanes.MultiplyAddPairs(w, TLanes.LoadWidened(in Unsafe.Add(ref tap, 3 * stride))));
        }
        _emitter.Emit(a, block, output);
        _emitter.Emit(b, block, output[outputStride..]);
        _emitter.Emit(c, block, output[(2 * outputStride)..]);
        _emitter.Emit(d, block, output[(3 * outputStride)..]);
    }

    private void OnePixel(ref short pixel, int block, Span<sbyte> output)
    {
        ref var weights = ref _weights[block * _taps.Length * TLanes.Count];
        var sum = TLanes.Load(in _bias[block * TLanes.Count]);
        foreach (var offset in _taps)
        {
            sum = TLanes.Add(sum, TLanes.MultiplyAddPairs(TLanes.Load(in weights), TLanes.LoadWidened(in Unsafe.Add(ref pixel, offset))));
            weights = ref Unsafe.Add(ref weights, TLanes.Count);
        }
        _emitter.Emit(sum, block, output);
    }
}
