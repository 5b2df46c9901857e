using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HilRig.Kernels.Vectorized;

/// <summary>A fully connected layer of one row, whatever the vector width.</summary>
internal unsafe interface IVectorKernel
{
    /// <param name="input">Widened inputs in <see cref="VectorProgram"/>'s order, zeros behind them up to a whole vector.</param>
    void Run(short* input, sbyte* output);

    static IVectorKernel Of(VectorProgram program, OutputPlan plan) => (32 * program.Lanes) switch
    {
        512 => new VectorKernel<Lanes512, Vector512<int>>(program, new(plan, shiftsFirst: true)),
        256 => new VectorKernel<Lanes256, Vector256<int>>(program, new(plan, shiftsFirst: true)),
        _ => new VectorKernel<Lanes128, Vector128<int>>(program, new(plan, shiftsFirst: true)),
    };
}

/// <summary>One row of inputs against byte weights.</summary>
internal sealed unsafe class VectorKernel<TLanes, TVector>(VectorProgram program, LaneEmitter<TLanes, TVector> emitter) : IVectorKernel
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    // Blocks whose accumulators are requantized together.
    private const int Chunk = 16;

    [SkipLocalsInit]
    public void Run(short* input, sbyte* output)
    {
        unchecked
        {
            var unaligned = stackalloc TVector[Chunk + CacheLines.Bytes / sizeof(TVector)];
            var sums = CacheLines.Align<TVector>(unaligned);
            var correction = TLanes.Broadcast(program.Correction * Sum(input));
            for (var first = 0; first < program.Blocks; first += Chunk)
            {
                var (block, end) = (first, Math.Min(first + Chunk, program.Blocks));
                for (; block + VectorProgram.Group <= end; block += VectorProgram.Group)
                    Four(input, block, correction, sums + block - first);
                for (; block < end; block++)
                    One(input, block, correction, sums + block - first);
                emitter.EmitPixel(sums, first, end - first, output);
            }
        }
    }

    private void Four(short* x, int block, TVector correction, TVector* sums)
    {
        unchecked
        {
            var bias = program.Bias.Pointer + block * TLanes.Count;
            TVector a = TLanes.Add(TLanes.Load(bias), correction), b = TLanes.Add(TLanes.Load(bias + TLanes.Count), correction);
            TVector c = TLanes.Add(TLanes.Load(bias + 2 * TLanes.Count), correction), d = TLanes.Add(TLanes.Load(bias + 3 * TLanes.Count), correction);
            var w = program.Weights.Pointer + block * program.Quads * TLanes.Count;
            for (var end = x + 4 * program.Quads; x < end; x += 4, w += 4 * TLanes.Count)
            {
                TVector even = TLanes.Broadcast(*(int*)x), odd = TLanes.Broadcast(*(int*)(x + 2));
                TVector s = TLanes.Load(w), t = TLanes.Load(w + TLanes.Count), u = TLanes.Load(w + 2 * TLanes.Count), v = TLanes.Load(w + 3 * TLanes.Count);
                TVector m = TLanes.MultiplyAddPairs(TLanes.EvenBytes(s), even), n = TLanes.MultiplyAddPairs(TLanes.OddBytes(s), odd);
                TVector o = TLanes.MultiplyAddPairs(TLanes.EvenBytes(t), even), p = TLanes.MultiplyAddPairs(TLanes.OddBytes(t), odd);
                a = TLanes.Add(a, TLanes.Add(m, n));
                b = TLanes.Add(b, TLanes.Add(o, p));
                (m, n) = (TLanes.MultiplyAddPairs(TLanes.EvenBytes(u), even), TLanes.MultiplyAddPairs(TLanes.OddBytes(u), odd));
                (o, p) = (TLanes.MultiplyAddPairs(TLanes.EvenBytes(v), even), TLanes.MultiplyAddPairs(TLanes.OddBytes(v), odd));
                c = TLanes.Add(c, TLanes.Add(m, n));
                d = TLanes.Add(d, TLanes.Add(o, p));
            }
            (sums[0], sums[1], sums[2], sums[3]) = (a, b, c, d);
        }
    }

    // Two sums, so that an addition does not wait for the one before.
    private void One(short* x, int block, TVector correction, TVector* sum)
    {
        unchecked
        {
            TVector a = TLanes.Add(TLanes.Load(program.Bias.Pointer + block * TLanes.Count), correction), b = TLanes.Broadcast(0);
            var w = program.Weights.Pointer + block * program.Quads * TLanes.Count;
            for (var end = x + 4 * program.Quads; x < end; x += 4, w += TLanes.Count)
            {
                var v = TLanes.Load(w);
                a = TLanes.Add(a, TLanes.MultiplyAddPairs(TLanes.EvenBytes(v), TLanes.Broadcast(*(int*)x)));
                b = TLanes.Add(b, TLanes.MultiplyAddPairs(TLanes.OddBytes(v), TLanes.Broadcast(*(int*)(x + 2))));
            }
            *sum = TLanes.Add(a, b);
        }
    }

    private int Sum(short* x)
    {
        unchecked
        {
            var (sum, one) = (TLanes.Broadcast(0), TLanes.Broadcast(0x00010001));
            for (var end = x + 4 * program.Quads; x < end; x += 2 * TLanes.Count)
                sum = TLanes.Add(sum, TLanes.MultiplyAddPairs(TLanes.Load((int*)x), one));
            var lanes = (int*)&sum;
            var total = 0;
            for (var lane = 0; lane < TLanes.Count; lane++)
                total += lanes[lane];
            return total;
        }
    }
}
