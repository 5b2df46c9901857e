using System.Runtime.CompilerServices;

namespace HilRig.Kernels.Vectorized;

/// <summary>The inputs' transform: 6x6 pixels of as many channels as a vector has int16.</summary>
internal static unsafe class WinogradInput<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    private const int Points = WinogradProgram.Points;

    /// <summary>Transforms one tile's window.</summary>
    /// <param name="window">Channel 0 of its first pixel.</param>
    /// <param name="points">Where the first point's channels go; the others follow <paramref name="pointStride"/> elements apart.</param>
    [SkipLocalsInit]
    public static void Run(short* window, nint pixelStride, nint rowStride, int channels, short* points, nint pointStride)
    {
        unchecked
        {
            var rows = stackalloc TVector[Points * Points];
            for (var c = 0; c < channels; c += 2 * TLanes.Count)
            {
                for (var x = 0; x < Points; x++)
                {
                    var column = window + c + x * pixelStride;
                    OneAxis(
                        Load(column), Load(column + rowStride), Load(column + 2 * rowStride), Load(column + 3 * rowStride), Load(column + 4 * rowStride),
                        Load(column + 5 * rowStride), rows + x, Points);
                }
                for (var y = 0; y < Points; y++)
                {
                    var row = rows + y * Points;
                    OneAxis(row[0], row[1], row[2], row[3], row[4], row[5], row, 1);
                    for (var x = 0; x < Points; x++)
                        *(TVector*)(points + (y * Points + x) * pointStride + c) = row[x];
                }
            }
        }
    }

    // 4a-5c+e, (e-4c)+(d-4b), (e-4c)-(d-4b), (e-c)+2(d-b), (e-c)-2(d-b), 4b-5d+f.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void OneAxis(TVector a, TVector b, TVector c, TVector d, TVector e, TVector f, TVector* target, nint stride)
    {
        TVector eLessC = TLanes.SubtractWords(e, c), dLessB = TLanes.SubtractWords(d, b);
        TVector e4C = TLanes.SubtractWords(e, TLanes.ShiftWordsLeft(c, 2)), d4B = TLanes.SubtractWords(d, TLanes.ShiftWordsLeft(b, 2));
        var twice = TLanes.ShiftWordsLeft(dLessB, 1);
        target[0] = TLanes.AddWords(TLanes.ShiftWordsLeft(TLanes.SubtractWords(a, c), 2), eLessC);
        target[stride] = TLanes.AddWords(e4C, d4B);
        target[2 * stride] = TLanes.SubtractWords(e4C, d4B);
        target[3 * stride] = TLanes.AddWords(eLessC, twice);
        target[4 * stride] = TLanes.SubtractWords(eLessC, twice);
        target[5 * stride] = TLanes.AddWords(TLanes.ShiftWordsLeft(TLanes.SubtractWords(b, d), 2), TLanes.SubtractWords(f, d));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Load(short* source) => TLanes.Load((int*)source);
}

/// <summary>The outputs' transform: 36 sums of a block of channels to 16 accumulators.</summary>
internal static unsafe class WinogradOutput<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    private const int Points = WinogradProgram.Points;
    private const int Tile = WinogradProgram.Tile;

    // 9 * this = 1 modulo 2^32.
    private const int InverseOfNine = 954437177;

    /// <summary>Writes twice the accumulators, [y][x].</summary>
    /// <param name="points">The first point's sum; the others follow <paramref name="stride"/> vectors apart.</param>
    /// <param name="twiceBias">Twice the bias of each channel.</param>
    [SkipLocalsInit]
    public static void Run(TVector* points, nint stride, TVector twiceBias, TVector* tile)
    {
        unchecked
        {
            var rows = stackalloc TVector[Tile * Points];
            for (var x = 0; x < Points; x++)
            {
                var column = points + x * stride;
                OneAxis(
                    column[0], column[Points * stride], column[2 * Points * stride], column[3 * Points * stride], column[4 * Points * stride],
                    column[5 * Points * stride], rows + x, Points);
            }
            // e = (3, 2, 1, 1), less one because twice the value is wanted.
            Row(rows, 3, twiceBias, tile);
            Row(rows + Points, 2, twiceBias, tile + Tile);
            Row(rows + 2 * Points, 1, twiceBias, tile + 2 * Tile);
            Row(rows + 3 * Points, 1, twiceBias, tile + 3 * Tile);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Row(TVector* row, int exponent, TVector twiceBias, TVector* target)
    {
        var inverse = TLanes.Broadcast(InverseOfNine);
        OneAxis(row[0], row[1], row[2], row[3], row[4], row[5], target, 1);
        target[0] = TLanes.Add(TLanes.ShiftRight(TLanes.MultiplyLow(target[0], inverse), exponent + 2), twiceBias);
        target[1] = TLanes.Add(TLanes.ShiftRight(TLanes.MultiplyLow(target[1], inverse), exponent + 1), twiceBias);
        target[2] = TLanes.Add(TLanes.ShiftRight(TLanes.MultiplyLow(target[2], inverse), exponent), twiceBias);
        target[3] = TLanes.Add(TLanes.ShiftRight(TLanes.MultiplyLow(target[3], inverse), exponent), twiceBias);
    }

    // 6a-4(b+c)+(d+e), 2(c-b)+(d-e), (d+e)-(b+c), (c-b)+2(d-e)+6f.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void OneAxis(TVector a, TVector b, TVector c, TVector d, TVector e, TVector f, TVector* target, nint stride)
    {
        TVector s = TLanes.Add(b, c), t = TLanes.Add(d, e), u = TLanes.Subtract(c, b), v = TLanes.Subtract(d, e);
        var threeA = TLanes.Add(a, TLanes.ShiftLeft(a, 1));
        var threeF = TLanes.Add(f, TLanes.ShiftLeft(f, 1));
        target[0] = TLanes.Add(TLanes.ShiftLeft(TLanes.Subtract(threeA, TLanes.ShiftLeft(s, 1)), 1), t);
        target[stride] = TLanes.Add(TLanes.ShiftLeft(u, 1), v);
        target[2 * stride] = TLanes.Subtract(t, s);
        target[3 * stride] = TLanes.Add(u, TLanes.ShiftLeft(TLanes.Add(v, threeF), 1));
    }
}
