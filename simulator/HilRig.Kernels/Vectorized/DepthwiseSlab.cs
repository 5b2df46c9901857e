namespace HilRig.Kernels.Vectorized;

/// <summary>A slab of channels of an image in <see cref="PairedRows"/>, with the windows of its output rows.</summary>
/// <param name="FirstChannel">First channel of the slab.</param>
/// <param name="Channels">Channels of the slab.</param>
/// <param name="Rows">For every output row the pair its windows begin in, and whether on the first or second row of it.</param>
/// <param name="Width">Outputs of a row.</param>
/// <param name="Columns">Taps of a kernel row.</param>
/// <param name="PixelStride">int16 elements between the windows of neighbouring outputs.</param>
/// <param name="TapStride">int16 elements between taps of a kernel row.</param>
/// <param name="PairLength">int16 elements between pairs of rows.</param>
internal sealed record DepthwiseSlab(
    int FirstChannel, int Channels, (int Pair, int Half)[] Rows, int Width, int Columns, int PixelStride, int TapStride, int PairLength);
