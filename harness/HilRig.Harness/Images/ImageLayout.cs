using HilRig.Simulator.Quantization;

namespace HilRig.Harness.Images;

/// <summary>Sizes that the model image's format dictates (firmware/IMAGE.md).</summary>
public static class ImageLayout
{
    /// <summary>Every section but biases and their widening begins at a multiple of this many bytes.</summary>
    public const int Alignment = 16;

    /// <summary>A layer's biases begin at a multiple of this many bytes; shifts follow them at once, multipliers at the next multiple.</summary>
    public const int BiasAlignment = 4;

    /// <summary>The same of INT64 biases.</summary>
    public const int WideBiasAlignment = 8;

    /// <summary>Of the format.</summary>
    public const int Version = 3;

    public const int HeaderBytes = 128;

    public const int TensorRecordBytes = 32;

    public const int OperatorRecordBytes = 80;

    public static int Aligned(int bytes, int alignment = Alignment) => (bytes + alignment - 1) / alignment * alignment;

    /// <summary>Bytes between the beginning of a layer's biases and that of their widening.</summary>
    public static int WideningOffset(int biasBytes, BiasWidening widening) =>
        widening.Multiplies ? Aligned(biasBytes, BiasAlignment) : biasBytes;

    /// <summary>Flash that one layer's bias takes in the image: the integers, every shift and multiplier, and the padding.</summary>
    public static int BiasFlash(LayerBias bias) => BiasFlash(bias.Tensor.Data.Length, bias.Widening);

    internal static int BiasFlash(int biasBytes, BiasWidening widening) =>
        Aligned(WideningOffset(biasBytes, widening) + widening.Bytes, BiasAlignment);

    /// <summary>RAM for the widened copy of a narrow bias that takes a multiplier; all others are used where they lie, shifted by the kernels.</summary>
    public static int BiasRam(LayerBias bias) => BiasRam(bias.Widening, bias.Stored.Length);

    internal static int BiasRam(BiasWidening widening, int channels) =>
        widening.Multiplies ? sizeof(int) * channels : 0;
}
