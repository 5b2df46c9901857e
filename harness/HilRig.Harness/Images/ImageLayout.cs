using HilRig.Simulator.Quantization;

namespace HilRig.Harness.Images;

/// <summary>Sizes that the model image's format dictates (firmware/IMAGE.md).</summary>
public static class ImageLayout
{
    /// <summary>Every section begins at a multiple of this many bytes.</summary>
    public const int Alignment = 16;

    /// <summary>Of the format.</summary>
    public const int Version = 2;

    public const int HeaderBytes = 128;

    public const int TensorRecordBytes = 32;

    public const int OperatorRecordBytes = 80;

    public static int Aligned(int bytes) => (bytes + Alignment - 1) / Alignment * Alignment;

    /// <summary>Flash that one layer's bias takes in the image: the integers, every shift and multiplier, and the padding.</summary>
    public static int BiasFlash(LayerBias bias) => Aligned(bias.Tensor.Data.Length) + Aligned(bias.Widening.Bytes);

    /// <summary>RAM for the widened copy of a narrow bias that takes a multiplier; all others are used where they lie, shifted by the kernels.</summary>
    public static int BiasRam(LayerBias bias) => BiasRam(bias.Widening, bias.Stored.Length);

    internal static int BiasRam(BiasWidening widening, int channels) =>
        widening.Kind is WideningKind.LayerMultiplier or WideningKind.ChannelMultiplier ? sizeof(int) * channels : 0;
}
