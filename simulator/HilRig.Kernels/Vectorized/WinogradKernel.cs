using System.Runtime.Intrinsics;

namespace HilRig.Kernels.Vectorized;

/// <summary>Where the tiles of an image lie.</summary>
/// <param name="Height">Rows of the output.</param>
/// <param name="Width">Pixels of an output row.</param>
/// <param name="RowLength">int16 elements of a row of the widened input.</param>
internal readonly record struct WinogradGeometry(int Height, int Width, int RowLength);

/// <summary>A 3x3 convolution by Winograd's method, whatever the vector width.</summary>
internal unsafe interface IWinogradKernel
{
    /// <summary>int16 elements of scratch.</summary>
    int ScratchElements { get; }

    /// <param name="image">The widened input with its border, enough for whole tiles.</param>
    /// <param name="scratch">Begins on a cache line.</param>
    void Run(WinogradGeometry geometry, short* image, sbyte* output, short* scratch);

    static IWinogradKernel Of(WinogradProgram program, OutputPlan plan, VectorWidth width) => (int)width switch
    {
        512 => new WinogradKernel<Lanes512, Vector512<int>>(program, new(plan)),
        256 => new WinogradKernel<Lanes256, Vector256<int>>(program, new(plan)),
        _ => new WinogradKernel<Lanes128, Vector128<int>>(program, new(plan)),
    };
}

/// <summary>A few tiles at a time: inputs transformed, 36 matrix products, outputs transformed and requantized.</summary>
internal sealed unsafe class WinogradKernel<TLanes, TVector>(WinogradProgram program, LaneEmitter<TLanes, TVector> emitter) : IWinogradKernel
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    private const int Tile = WinogradProgram.Tile;
    private const int AllPoints = WinogradProgram.Points * WinogradProgram.Points;

    // Tiles of a chunk: as many as the products' loops take at once.
    private readonly int _tiles = DotTiles<TLanes, TVector>.PixelsOf(program.Products[0].Groups.Max(g => g.Count));
    private readonly AlignedArray<int> _offsets = new([.. Enumerable.Range(0, MostTiles).Select(tile => tile * program.Channels)]);

    private const int MostTiles = 8;

    private int PointElements => AllPoints * MostTiles * program.Channels;

    public int ScratchElements => PointElements + (AllPoints * 4 + Tile * Tile) * MostTiles * sizeof(TVector) / sizeof(short) + PaddedInput.Alignment;

    public void Run(WinogradGeometry geometry, short* image, sbyte* output, short* scratch)
    {
        unchecked
        {
            var sums = CacheLines.Align<TVector>(scratch + PointElements);
            var (across, down) = ((geometry.Width + Tile - 1) / Tile, (geometry.Height + Tile - 1) / Tile);
            for (var first = 0; first < across * down; first += _tiles)
            {
                var count = Math.Min(_tiles, across * down - first);
                for (var tile = 0; tile < count; tile++)
                {
                    var (y, x) = Math.DivRem(first + tile, across);
                    TransformInput(image + Tile * (y * geometry.RowLength + x * program.Channels), geometry.RowLength, scratch + tile * program.Channels);
                }
                foreach (var (block, blocks) in program.Products[0].Groups)
                    RunGroup(geometry, scratch, sums, (first, count, across), block, blocks, output);
            }
        }
    }

    private void RunGroup(WinogradGeometry geometry, short* points, TVector* sums, (int First, int Count, int Across) tiles, int block, int blocks, sbyte* output)
    {
        unchecked
        {
            var stride = MostTiles * blocks;
            for (var p = 0; p < AllPoints; p++)
            {
                // Junk in places without a tile is computed and not used.
                var step = DotTiles<TLanes, TVector>.PixelsOf(blocks);
                for (var t = 0; t < tiles.Count; t += step)
                    DotTiles<TLanes, TVector>.Run(
                        program.Products[p], points + p * MostTiles * program.Channels, _offsets.Pointer + Math.Min(t, MostTiles - step), block, blocks,
                        sums + p * stride + Math.Min(t, MostTiles - step), MostTiles);
            }
            var accumulators = sums + AllPoints * stride;
            for (var b = 0; b < blocks; b++)
            {
                var bias = TLanes.Load(program.Bias.Pointer + (block + b) * TLanes.Count);
                for (var t = 0; t < tiles.Count; t++)
                    WinogradOutput<TLanes, TVector>.Run(sums + b * MostTiles + t, stride, bias, accumulators + t * Tile * Tile);
                emitter.Scale(accumulators, tiles.Count * Tile * Tile, block + b);
                for (var t = 0; t < tiles.Count; t++)
                    StoreTile(geometry, Math.DivRem(tiles.First + t, tiles.Across), accumulators + t * Tile * Tile, output + (block + b) * TLanes.Count);
            }
        }
    }

    private void StoreTile(WinogradGeometry geometry, (int Y, int X) tile, TVector* values, sbyte* output)
    {
        unchecked
        {
            var (top, left) = (tile.Y * Tile, tile.X * Tile);
            var pixels = Math.Min(Tile, geometry.Width - left);
            for (var y = top; y < Math.Min(top + Tile, geometry.Height); y++, values += Tile)
                emitter.Store(values, pixels, output + ((nint)y * geometry.Width + left) * emitter.Outputs, emitter.Outputs);
        }
    }

    // 32 channels fill a 512-bit vector of int16, 16 a 256-bit one.
    private void TransformInput(short* window, int rowLength, short* points)
    {
        if (TLanes.Count == Lanes128.Count)
            WinogradInput<Lanes128, Vector128<int>>.Run(window, program.Channels, rowLength, program.Channels, points, MostTiles * program.Channels);
        else if (TLanes.Count == Lanes512.Count && program.Channels % (2 * Lanes512.Count) == 0)
            WinogradInput<Lanes512, Vector512<int>>.Run(window, program.Channels, rowLength, program.Channels, points, MostTiles * program.Channels);
        else
            WinogradInput<Lanes256, Vector256<int>>.Run(window, program.Channels, rowLength, program.Channels, points, MostTiles * program.Channels);
    }
}
