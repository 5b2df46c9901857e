using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HilRig.Kernels.Vectorized;

/// <summary>An elementwise addition, whatever the vector width.</summary>
internal interface IAddKernel
{
    void Run(ReadOnlySpan<sbyte> input1, ReadOnlySpan<sbyte> input2, Span<sbyte> output);

    static IAddKernel Of(AddProgram program, VectorWidth width) => (int)width switch
    {
        512 => new AddKernel<Lanes512, Vector512<int>>(program),
        256 => new AddKernel<Lanes256, Vector256<int>>(program),
        _ => new AddKernel<Lanes128, Vector128<int>>(program),
    };
}

/// <summary>Chunks of elements step by step through buffers in the first cache: each step's constants stay in registers.</summary>
internal sealed unsafe class AddKernel<TLanes, TVector> : IAddKernel
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    // Vectors of a chunk.
    private const int Chunk = 16;

    private readonly LaneInput _input1;
    private readonly LaneInput _input2;
    private readonly LaneEmitter<TLanes, TVector> _output;

    public AddKernel(AddProgram program)
    {
        (_input1, _input2) = (new(program.Input1), new(program.Input2));
        _output = new(OutputPlan.For(program.Output, TLanes.Count, _ => LaneInput.AnyFold), shiftsFirst: true);
    }

    public void Run(ReadOnlySpan<sbyte> input1, ReadOnlySpan<sbyte> input2, Span<sbyte> output)
    {
        var whole = output.Length / TLanes.Count;
        fixed (sbyte* x1 = input1)
        fixed (sbyte* x2 = input2)
        fixed (sbyte* y = output)
            for (var first = 0; first < whole; first += Chunk)
                Add(x1 + first * TLanes.Count, x2 + first * TLanes.Count, y + first * TLanes.Count, Math.Min(Chunk, whole - first));
        Rest(input1[(whole * TLanes.Count)..], input2[(whole * TLanes.Count)..], output[(whole * TLanes.Count)..]);
    }

    // Less than a vector: through copies.
    private void Rest(ReadOnlySpan<sbyte> input1, ReadOnlySpan<sbyte> input2, Span<sbyte> output)
    {
        if (output.IsEmpty)
            return;
        sbyte* x1 = stackalloc sbyte[TLanes.Count], x2 = stackalloc sbyte[TLanes.Count], y = stackalloc sbyte[TLanes.Count];
        input1.CopyTo(new(x1, TLanes.Count));
        input2.CopyTo(new(x2, TLanes.Count));
        Add(x1, x2, y, 1);
        new ReadOnlySpan<sbyte>(y, output.Length).CopyTo(output);
    }

    [SkipLocalsInit]
    private void Add(sbyte* x1, sbyte* x2, sbyte* y, int vectors)
    {
        unchecked
        {
            var unaligned = stackalloc TVector[2 * Chunk + CacheLines.Bytes / sizeof(TVector)];
            var a = CacheLines.Align<TVector>(unaligned);
            var b = a + Chunk;
            _input1.Scale(x1, a, vectors);
            _input2.Scale(x2, b, vectors);
            for (var i = 0; i < vectors; i++)
                a[i] = TLanes.Add(a[i], b[i]);
            _output.EmitLine(a, vectors, y);
        }
    }

    private sealed class LaneInput
    {
        /// <summary>Values are shifted before they are scaled, so any fold will do.</summary>
        public const int AnyFold = 31;

        private readonly int _offset;
        private readonly int _shift;
        private readonly LaneEmitter<TLanes, TVector>? _scale;

        public LaneInput(AddProgram.AddInput input)
        {
            (_offset, _shift) = (input.Offset, input.Shift);
            if (input.Layer is null)
                return;
            var plan = OutputPlan.For(input.Layer, TLanes.Count, _ => AnyFold);
            _scale = new(plan);
            _shift += plan[0].IsConstant ? 0 : plan[0].Fold;
        }

        public void Scale(sbyte* x, TVector* scaled, int vectors)
        {
            unchecked
            {
                var offset = TLanes.Broadcast(_offset);
                for (var i = 0; i < vectors; i++, x += TLanes.Count)
                    scaled[i] = TLanes.ShiftLeft(TLanes.Add(TLanes.LoadWidened(x), offset), _shift);
                _scale?.Scale(scaled, vectors, 0);
            }
        }
    }
}
