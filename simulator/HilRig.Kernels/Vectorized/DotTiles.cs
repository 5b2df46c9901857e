using System.Runtime.CompilerServices;

namespace HilRig.Kernels.Vectorized;

/// <summary>How often a tile's loop runs, with the distance of inputs in int16 elements and of sums in vectors.</summary>
internal readonly record struct DotRepeat(int Count, int ImageStep, int SumsStep)
{
    public static DotRepeat Once => new(1, 0, 0);
}

/// <summary>
/// The innermost loops of dense layers: a few pixels against one, two or four blocks of output channels. Every weight loaded
/// meets every pixel and every broadcast input every block, as far as the registers reach: 512 bits have 32, 256 bits 16.
/// </summary>
/// <remarks>Multiplies are issued before their adds: 15 % more than alternating (2026-11).</remarks>
internal static unsafe class DotTiles<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    private static bool HasManyRegisters => TLanes.Count == Lanes512.Count;

    /// <summary>Blocks that share an input.</summary>
    public static int LargestGroup => HasManyRegisters ? 4 : 2;

    /// <summary>Pixels of a tile against so many blocks.</summary>
    public static int PixelsOf(int blocks) => blocks switch
    {
        4 => 5,
        2 => HasManyRegisters ? 8 : 4,
        _ => 8,
    };

    /// <summary>Writes sums[block * <paramref name="stride"/> + pixel] for one tile.</summary>
    public static void Run(DotProgram program, short* image, int* pixels, int block, int blocks, TVector* sums, nint stride) =>
        Run(
            image, pixels, program.PairOffsets.Pointer, program.Pairs, Weights(program, block), Bias(program, block), DotRepeat.Once, blocks, sums,
            stride);

    /// <summary>The same several times over, with weights that follow each other and inputs and sums at fixed distances.</summary>
    public static void Run(
        short* image, int* pixels, int* pairs, int count, int* weights, int* bias, DotRepeat repeat, int blocks, TVector* sums, nint stride)
    {
        if (blocks == 4)
            FiveByFour(image, pixels, pairs, count, weights, bias, repeat, sums, stride);
        else if (blocks == 2 && HasManyRegisters)
            EightByTwo(image, pixels, pairs, count, weights, bias, repeat, sums, stride);
        else if (blocks == 2)
            FourByTwo(image, pixels, pairs, count, weights, bias, repeat, sums, stride);
        else
            EightByOne(image, pixels, pairs, count, weights, bias, repeat, sums);
    }

    /// <summary>The same for any number of pixels, at most <paramref name="stride"/>.</summary>
    public static void RunChunk(DotProgram program, short* image, int* pixelOffsets, int pixels, int block, int blocks, TVector* sums, nint stride)
    {
        unchecked
        {
            var tile = PixelsOf(blocks);
            var x = 0;
            for (; x + tile <= pixels; x += tile)
                Run(program, image, pixelOffsets + x, block, blocks, sums + x, stride);
            // The rest is part of a tile that overlaps the last one, if there is one.
            if (x < pixels && pixels > tile && pixels - x > 1)
                Run(program, image, pixelOffsets + pixels - tile, block, blocks, sums + pixels - tile, stride);
            else
                for (; x < pixels; x++)
                    RunOne(program, image + pixelOffsets[x], block, blocks, sums + x, stride);
        }
    }

    /// <summary>The same for a single pixel.</summary>
    private static void RunOne(DotProgram program, short* pixel, int block, int blocks, TVector* sums, nint stride)
    {
        unchecked
        {
            var bias = Bias(program, block);
            var pairs = program.PairOffsets.Pointer;
            for (var b = 0; b < blocks; b++)
            {
                var w = Weights(program, block) + b * TLanes.Count;
                TVector even = TLanes.Load(bias + b * TLanes.Count), odd = TLanes.Broadcast(0);
                var pair = 0;
                for (; pair + 2 <= program.Pairs; pair += 2, w += 2 * blocks * TLanes.Count)
                {
                    even = TLanes.Add(even, Mul(w, Pair(pixel + pairs[pair])));
                    odd = TLanes.Add(odd, Mul(w + blocks * TLanes.Count, Pair(pixel + pairs[pair + 1])));
                }
                if (pair < program.Pairs)
                    even = TLanes.Add(even, Mul(w, Pair(pixel + pairs[pair])));
                sums[b * stride] = TLanes.Add(even, odd);
            }
        }
    }

    private static void FiveByFour(short* image, int* pixels, int* pairs, int count, int* w, int* bias, DotRepeat repeat, TVector* sums, nint stride)
    {
        unchecked
        {
            short* p0 = image + pixels[0], p1 = image + pixels[1], p2 = image + pixels[2], p3 = image + pixels[3], p4 = image + pixels[4];
            for (nint point = 0, shift = 0; point < repeat.Count; point++, shift += repeat.ImageStep, sums += repeat.SumsStep)
            {
                TVector a0 = TLanes.Load(bias), a1 = a0, a2 = a0, a3 = a0, a4 = a0;
                TVector b0 = TLanes.Load(bias + TLanes.Count), b1 = b0, b2 = b0, b3 = b0, b4 = b0;
                TVector c0 = TLanes.Load(bias + 2 * TLanes.Count), c1 = c0, c2 = c0, c3 = c0, c4 = c0;
                TVector d0 = TLanes.Load(bias + 3 * TLanes.Count), d1 = d0, d2 = d0, d3 = d0, d4 = d0;
                for (int* pair = pairs, end = pairs + count; pair < end; pair++, w += 4 * TLanes.Count)
                {
                    var at = *pair + shift;
                    TVector s = TLanes.Load(w), t = TLanes.Load(w + TLanes.Count), u = TLanes.Load(w + 2 * TLanes.Count), v = TLanes.Load(w + 3 * TLanes.Count);
                    var x = Pair(p0 + at);
                    TVector m = Mul(s, x), n = Mul(t, x), o = Mul(u, x), q = Mul(v, x);
                    a0 = Add(a0, m);
                    b0 = Add(b0, n);
                    c0 = Add(c0, o);
                    d0 = Add(d0, q);
                    x = Pair(p1 + at);
                    (m, n, o, q) = (Mul(s, x), Mul(t, x), Mul(u, x), Mul(v, x));
                    a1 = Add(a1, m);
                    b1 = Add(b1, n);
                    c1 = Add(c1, o);
                    d1 = Add(d1, q);
                    x = Pair(p2 + at);
                    (m, n, o, q) = (Mul(s, x), Mul(t, x), Mul(u, x), Mul(v, x));
                    a2 = Add(a2, m);
                    b2 = Add(b2, n);
                    c2 = Add(c2, o);
                    d2 = Add(d2, q);
                    x = Pair(p3 + at);
                    (m, n, o, q) = (Mul(s, x), Mul(t, x), Mul(u, x), Mul(v, x));
                    a3 = Add(a3, m);
                    b3 = Add(b3, n);
                    c3 = Add(c3, o);
                    d3 = Add(d3, q);
                    x = Pair(p4 + at);
                    (m, n, o, q) = (Mul(s, x), Mul(t, x), Mul(u, x), Mul(v, x));
                    a4 = Add(a4, m);
                    b4 = Add(b4, n);
                    c4 = Add(c4, o);
                    d4 = Add(d4, q);
                }
                var target = sums;
                (target[0], target[1], target[2], target[3], target[4]) = (a0, a1, a2, a3, a4);
                target += stride;
                (target[0], target[1], target[2], target[3], target[4]) = (b0, b1, b2, b3, b4);
                target += stride;
                (target[0], target[1], target[2], target[3], target[4]) = (c0, c1, c2, c3, c4);
                target += stride;
                (target[0], target[1], target[2], target[3], target[4]) = (d0, d1, d2, d3, d4);
            }
        }
    }

    private static void EightByTwo(short* image, int* pixels, int* pairs, int count, int* w, int* bias, DotRepeat repeat, TVector* sums, nint stride)
    {
        unchecked
        {
            short* p0 = image + pixels[0], p1 = image + pixels[1], p2 = image + pixels[2], p3 = image + pixels[3];
            short* p4 = image + pixels[4], p5 = image + pixels[5], p6 = image + pixels[6], p7 = image + pixels[7];
            for (nint point = 0, shift = 0; point < repeat.Count; point++, shift += repeat.ImageStep, sums += repeat.SumsStep)
            {
                TVector a0 = TLanes.Load(bias), a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0, a6 = a0, a7 = a0;
                TVector b0 = TLanes.Load(bias + TLanes.Count), b1 = b0, b2 = b0, b3 = b0, b4 = b0, b5 = b0, b6 = b0, b7 = b0;
                for (int* pair = pairs, end = pairs + count; pair < end; pair++, w += 2 * TLanes.Count)
                {
                    var at = *pair + shift;
                    TVector u = TLanes.Load(w), v = TLanes.Load(w + TLanes.Count);
                    TVector x0 = Pair(p0 + at), x1 = Pair(p1 + at), x2 = Pair(p2 + at), x3 = Pair(p3 + at);
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
                    (x0, x1, x2, x3) = (Pair(p4 + at), Pair(p5 + at), Pair(p6 + at), Pair(p7 + at));
                    (m0, m1, m2, m3) = (Mul(u, x0), Mul(u, x1), Mul(u, x2), Mul(u, x3));
                    (n0, n1, n2, n3) = (Mul(v, x0), Mul(v, x1), Mul(v, x2), Mul(v, x3));
                    a4 = Add(a4, m0);
                    a5 = Add(a5, m1);
                    a6 = Add(a6, m2);
                    a7 = Add(a7, m3);
                    b4 = Add(b4, n0);
                    b5 = Add(b5, n1);
                    b6 = Add(b6, n2);
                    b7 = Add(b7, n3);
                }
                Store(sums, a0, a1, a2, a3);
                Store(sums + 4, a4, a5, a6, a7);
                Store(sums + stride, b0, b1, b2, b3);
                Store(sums + stride + 4, b4, b5, b6, b7);
            }
        }
    }

    private static void FourByTwo(short* image, int* pixels, int* pairs, int count, int* w, int* bias, DotRepeat repeat, TVector* sums, nint stride)
    {
        unchecked
        {
            short* p0 = image + pixels[0], p1 = image + pixels[1], p2 = image + pixels[2], p3 = image + pixels[3];
            for (nint point = 0, shift = 0; point < repeat.Count; point++, shift += repeat.ImageStep, sums += repeat.SumsStep)
            {
                TVector a0 = TLanes.Load(bias), a1 = a0, a2 = a0, a3 = a0;
                TVector b0 = TLanes.Load(bias + TLanes.Count), b1 = b0, b2 = b0, b3 = b0;
                for (int* pair = pairs, end = pairs + count; pair < end; pair++, w += 2 * TLanes.Count)
                {
                    var at = *pair + shift;
                    TVector u = TLanes.Load(w), v = TLanes.Load(w + TLanes.Count);
                    TVector x = Pair(p0 + at), y = Pair(p1 + at);
                    TVector m0 = Mul(u, x), n0 = Mul(v, x), m1 = Mul(u, y), n1 = Mul(v, y);
                    a0 = Add(a0, m0);
                    b0 = Add(b0, n0);
                    a1 = Add(a1, m1);
                    b1 = Add(b1, n1);
                    (x, y) = (Pair(p2 + at), Pair(p3 + at));
                    (m0, n0, m1, n1) = (Mul(u, x), Mul(v, x), Mul(u, y), Mul(v, y));
                    a2 = Add(a2, m0);
                    b2 = Add(b2, n0);
                    a3 = Add(a3, m1);
                    b3 = Add(b3, n1);
                }
                Store(sums, a0, a1, a2, a3);
                Store(sums + stride, b0, b1, b2, b3);
            }
        }
    }

    // A group of one block: with as many outputs as lanes it is the only one.
    private static void EightByOne(short* image, int* pixels, int* pairs, int count, int* w, int* bias, DotRepeat repeat, TVector* sums)
    {
        unchecked
        {
            short* p0 = image + pixels[0], p1 = image + pixels[1], p2 = image + pixels[2], p3 = image + pixels[3];
            short* p4 = image + pixels[4], p5 = image + pixels[5], p6 = image + pixels[6], p7 = image + pixels[7];
            for (nint point = 0, shift = 0; point < repeat.Count; point++, shift += repeat.ImageStep, sums += repeat.SumsStep)
            {
                TVector a0 = TLanes.Load(bias), a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0, a6 = a0, a7 = a0;
                for (int* pair = pairs, end = pairs + count; pair < end; pair++, w += TLanes.Count)
                {
                    var at = *pair + shift;
                    var u = TLanes.Load(w);
                    TVector m0 = Mul(u, Pair(p0 + at)), m1 = Mul(u, Pair(p1 + at)), m2 = Mul(u, Pair(p2 + at)), m3 = Mul(u, Pair(p3 + at));
                    a0 = Add(a0, m0);
                    a1 = Add(a1, m1);
                    a2 = Add(a2, m2);
                    a3 = Add(a3, m3);
                    (m0, m1, m2, m3) = (Mul(u, Pair(p4 + at)), Mul(u, Pair(p5 + at)), Mul(u, Pair(p6 + at)), Mul(u, Pair(p7 + at)));
                    a4 = Add(a4, m0);
                    a5 = Add(a5, m1);
                    a6 = Add(a6, m2);
                    a7 = Add(a7, m3);
                }
                Store(sums, a0, a1, a2, a3);
                Store(sums + 4, a4, a5, a6, a7);
            }
        }
    }

    private static int* Weights(DotProgram program, int block) => program.Weights.Pointer + block * program.Pairs * TLanes.Count;

    private static int* Bias(DotProgram program, int block) => program.Bias.Pointer + block * TLanes.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(TVector* target, TVector a, TVector b, TVector c, TVector d)
    {
        target[0] = a;
        target[1] = b;
        target[2] = c;
        target[3] = d;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Pair(short* pair) => TLanes.Broadcast(*(int*)pair);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Mul(TVector weights, TVector inputs) => TLanes.MultiplyAddPairs(weights, inputs);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Mul(int* weights, TVector inputs) => TLanes.MultiplyAddPairs(TLanes.Load(weights), inputs);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Add(TVector left, TVector right) => TLanes.Add(left, right);
}
