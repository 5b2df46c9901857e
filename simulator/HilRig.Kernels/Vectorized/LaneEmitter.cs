using System.Runtime.CompilerServices;
using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.NNSupport;

namespace HilRig.Kernels.Vectorized;

/// <summary>The output stage of one layer: requantizes a block of accumulators, one lane an output channel, and stores it.</summary>
internal sealed class LaneEmitter<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    private readonly RequantizationBlock<TVector>[] _blocks;
    private readonly TVector _offset;
    private readonly TVector _min;
    private readonly TVector _max;
    private readonly LayerOutput _layer;

    public LaneEmitter(LayerOutput layer)
    {
        _layer = layer;
        _offset = TLanes.Broadcast(layer.Offset);
        _min = TLanes.Broadcast(layer.Activation.Min);
        _max = TLanes.Broadcast(layer.Activation.Max);
        _blocks = new RequantizationBlock<TVector>[(layer.Channels + TLanes.Count - 1) / TLanes.Count];
        for (var block = 0; block < _blocks.Length; block++)
            _blocks[block] = Pack(block * TLanes.Count);
    }

    /// <summary>Output channels of the layer.</summary>
    public int Outputs => _layer.Channels;

    /// <summary>Blocks of lanes that hold them, the last one perhaps ragged.</summary>
    public int Blocks => _blocks.Length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Emit(TVector sum, int block, Span<sbyte> pixel)
    {
        if (_layer.Rounding == Rounding.Double && (block + 1) * TLanes.Count <= Outputs)
        {
            var scaled = TLanes.Add(TLanes.Requantize(sum, in _blocks[block]), _offset);
            TLanes.StoreNarrowed(TLanes.Clamp(scaled, _min, _max), ref pixel[block * TLanes.Count]);
            return;
        }
        EmitLaneByLane(sum, block, pixel);
    }

    // The ragged last block, and single rounding, whose 64-bit arithmetic shift AVX2 lacks.
    private void EmitLaneByLane(TVector sum, int block, Span<sbyte> pixel)
    {
        Span<int> lanes = stackalloc int[TLanes.Count];
        TLanes.Store(sum, ref lanes[0]);
        var first = block * TLanes.Count;
        for (var lane = 0; lane < TLanes.Count && first + lane < Outputs; lane++)
            pixel[first + lane] = OutputStage.Int8(
                lanes[lane], _layer.Quantization[first + lane], _layer.Offset, _layer.Activation, _layer.Rounding);
    }

    private RequantizationBlock<TVector> Pack(int first)
    {
        Span<int> constants = stackalloc int[5 * TLanes.Count];
        for (var lane = 0; lane < TLanes.Count && first + lane < Outputs; lane++)
        {
            var (multiplier, shift) = _layer.Quantization[first + lane];
            var right = Math.Max(-shift, 0);
            constants[lane] = multiplier;
            constants[TLanes.Count + lane] = Math.Max(shift, 0);
            constants[2 * TLanes.Count + lane] = right;
            constants[3 * TLanes.Count + lane] = (int)((1L << right) - 1);
            constants[4 * TLanes.Count + lane] = (int)((1L << right) - 1) >> 1;
        }
        return new()
        {
            Multiplier = TLanes.Load(in constants[0]),
            Left = TLanes.Load(in constants[TLanes.Count]),
            Right = TLanes.Load(in constants[2 * TLanes.Count]),
            RemainderMask = TLanes.Load(in constants[3 * TLanes.Count]),
            Threshold = TLanes.Load(in constants[4 * TLanes.Count]),
        };
    }
}
