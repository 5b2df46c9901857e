namespace HilRig.Kernels.Vectorized;

/// <summary>How wide the vector kernels run. Every width gives the same bits; the scalar form is the definition.</summary>
public enum VectorWidth
{
    Scalar = 0,
    Bits128 = 128,
    Bits256 = 256,
    Bits512 = 512,
}

/// <summary>What this machine can do.</summary>
public static class VectorWidths
{
    /// <summary>
    /// The widest supported width; <c>DOTNET_EnableAVX512=0</c> leaves 256 bits, <c>DOTNET_EnableAVX2=0</c> 128,
    /// <c>DOTNET_EnableHWIntrinsic=0</c> the scalar form.
    /// </summary>
    public static VectorWidth Best { get; } =
        Lanes512.IsSupported ? VectorWidth.Bits512
        : Lanes256.IsSupported ? VectorWidth.Bits256
        : Lanes128.IsSupported ? VectorWidth.Bits128
        : VectorWidth.Scalar;

    /// <summary>True when kernels of that width can run here.</summary>
    public static bool IsSupported(VectorWidth width) => width <= Best;

    /// <summary>
    /// At most that width, and no wider than so many channels need: eight channels in sixteen lanes cost as much as sixteen
    /// (96x96x3 -> 48x48x8 took 11.2 us at 512 bits, 10.3 us at 256; 2026-11).
    /// </summary>
    internal static VectorWidth For(this VectorWidth width, int channels)
    {
        var narrow = channels <= 4 ? VectorWidth.Bits128 : channels <= 8 ? VectorWidth.Bits256 : VectorWidth.Bits512;
        return width < narrow ? width : narrow;
    }

    /// <summary>int32 lanes of a width.</summary>
    internal static int Lanes(this VectorWidth width) => (int)width / 32;
}
