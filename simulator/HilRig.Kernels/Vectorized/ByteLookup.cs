using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HilRig.Kernels.Vectorized;

/// <summary>A table of a byte for each byte, looked up many bytes at a time.</summary>
/// <remarks>
/// 16K codes take 4.1 us by one load each; at 512 bits, where the 256 bytes are four registers and a lookup is two permutes, 0.14 us; at
/// 256 bits, sixteen shuffles of sixteen bytes each, 1.9 us. Portable shuffles of 128 bits took 8.1 us, so narrower widths and other
/// machines load one by one (2026-11).
/// </remarks>
internal sealed unsafe class ByteLookup
{
    private const int Rows = 16;
    private readonly VectorWidth _width;
    private readonly AlignedArray<byte> _table;

    // Every row of 16 twice, and but for rows 0 and 8 less (exclusive or) the row before.
    private readonly AlignedArray<Vector256<byte>> _changes = new(Rows);

    /// <param name="table">256 entries, by the code's bits.</param>
    public ByteLookup(ReadOnlySpan<byte> table, VectorWidth width)
    {
        (_table, _width) = (new(table), width);
        for (var row = 0; row < Rows; row++)
        {
            var bytes = Vector128.Load(_table.Pointer + row * Rows);
            if (row % 8 != 0)
                bytes ^= Vector128.Load(_table.Pointer + (row - 1) * Rows);
            _changes[row] = Vector256.Create(bytes, bytes);
        }
    }

    /// <remarks>input and output have equal length; they may be one.</remarks>
    public void Run(ReadOnlySpan<byte> input, Span<byte> output)
    {
        unchecked
        {
            fixed (byte* x = input)
            fixed (byte* y = output)
            {
                nint done = 0;
                if ((int)_width >= 512 && Avx512Vbmi.IsSupported)
                    done = Permute(x, y, output.Length);
                else if ((int)_width >= 256 && Avx2.IsSupported)
                    done = Shuffle256(x, y, output.Length);
                for (; done < output.Length; done++)
                    y[done] = _table.Pointer[x[done]];
            }
        }
        GC.KeepAlive(this);
    }

    // A permute of two registers takes index bits 0 to 6; bit 7 picks between two of them.
    private nint Permute(byte* x, byte* y, nint count)
    {
        unchecked
        {
            var (a, b) = (Vector512.Load(_table.Pointer), Vector512.Load(_table.Pointer + 64));
            var (c, d) = (Vector512.Load(_table.Pointer + 128), Vector512.Load(_table.Pointer + 192));
            nint i = 0;
            for (; i + 64 <= count; i += 64)
            {
                var code = Vector512.Load(x + i);
                var (low, high) = (Avx512Vbmi.PermuteVar64x8x2(a, code, b), Avx512Vbmi.PermuteVar64x8x2(c, code, d));
                Vector512.ConditionalSelect(Vector512.LessThan(code.AsSByte(), Vector512<sbyte>.Zero).AsByte(), high, low).Store(y + i);
            }
            return i;
        }
    }

    // A shuffle gives 0 for a negative index, else the entry of its low four bits. So every row below the code's own cancels out but the last.
    private nint Shuffle256(byte* x, byte* y, nint count)
    {
        unchecked
        {
            var changes = _changes.Pointer;
            var step = Vector256.Create((sbyte)Rows);
            nint i = 0;
            for (; i + 32 <= count; i += 32)
            {
                var low = Vector256.Load((sbyte*)x + i);
                var high = low ^ Vector256.Create(sbyte.MinValue);
                var found = Avx2.Shuffle(changes[0], low.AsByte()) ^ Avx2.Shuffle(changes[8], high.AsByte());
                for (var row = 1; row < 8; row++)
                {
                    (low, high) = (Avx2.SubtractSaturate(low, step), Avx2.SubtractSaturate(high, step));
                    found ^= Avx2.Shuffle(changes[row], low.AsByte()) ^ Avx2.Shuffle(changes[8 + row], high.AsByte());
                }
                found.Store(y + i);
            }
            return i;
        }
    }
}
