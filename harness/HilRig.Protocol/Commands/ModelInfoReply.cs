namespace HilRig.Protocol.Commands;

/// <summary>The prepared model; sizes in bytes.</summary>
/// <param name="ModelHash">First 16 bytes of the SHA-256 of the `.tflite`.</param>
/// <param name="Rounding">0 double, 1 single.</param>
/// <param name="Tensors">Activation tensors in the image.</param>
/// <param name="Operators">Operators in the image.</param>
/// <param name="Sizes">Memory it takes.</param>
public sealed record ModelInfoReply(ReadOnlyMemory<byte> ModelHash, byte Rounding, ushort Tensors, ushort Operators, ModelSizes Sizes) : IPayload
{
    /// <summary>Bytes of the hash.</summary>
    public const int HashBytes = 16;

    /// <summary>The hash in lower-case hex.</summary>
    public string ModelHashText => Convert.ToHexStringLower(ModelHash.Span);

    public void Write(PayloadWriter writer)
    {
        writer.Bytes(ModelHash.Span).U8(Rounding).U8(0).U8(0).U8(0).U16(Tensors).U16(Operators);
        Sizes.Write(writer);
    }

    internal static ModelInfoReply Read(ref PayloadReader reader)
    {
        var (hash, rounding) = (reader.Bytes(HashBytes), reader.U8());
        reader.Bytes(3);
        return new ModelInfoReply(hash, rounding, reader.U16(), reader.U16(), ModelSizes.Read(ref reader));
    }
}

/// <summary>Memory a prepared model takes, in bytes.</summary>
/// <param name="Arena">As planned.</param>
/// <param name="Input">One sample's inputs.</param>
/// <param name="Output">One sample's outputs.</param>
/// <param name="Image">The image.</param>
/// <param name="BiasRam">Widened biases.</param>
public sealed record ModelSizes(uint Arena, uint Input, uint Output, uint Image, uint BiasRam) : IPayload
{
    public void Write(PayloadWriter writer) => writer.U32(Arena).U32(Input).U32(Output).U32(Image).U32(BiasRam);

    internal static ModelSizes Read(ref PayloadReader reader) =>
        new(reader.U32(), reader.U32(), reader.U32(), reader.U32(), reader.U32());
}
