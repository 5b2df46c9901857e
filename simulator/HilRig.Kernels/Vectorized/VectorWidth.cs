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

    /// <summary>int32 lanes of a width.</summary>
    internal static int Lanes(this VectorWidth width) => (int)width / 32;
}
