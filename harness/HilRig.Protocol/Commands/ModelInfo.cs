namespace HilRig.Protocol.Commands;

/// <summary>0x06: which model is loaded?</summary>
public sealed record ModelInfo : IRequest<ModelInfoReply>
{
    public byte Command => 0x06;

    public string Name => "MODEL_INFO";

    public void WritePayload(PayloadWriter writer)
    {
    }

    public ModelInfoReply ReadReply(PayloadReader reader) => ModelInfoReply.Read(reader);
}

/// <summary>The loaded model as the board sees it.</summary>
/// <param name="ModelHash">First 16 bytes of the SHA-256 of the <c>.tflite</c>.</param>
/// <param name="Rounding">0 double, 1 single.</param>
public sealed record ModelInfoReply(
    byte[] ModelHash, byte Rounding, int Tensors, int Operators, uint ArenaBytes, uint InputBytes, uint OutputBytes, uint ImageBytes,
    uint BiasRamBytes)
{
    internal static ModelInfoReply Read(PayloadReader r)
    {
        var hash = r.Bytes(16);
        var rounding = r.UInt8();
        r.Bytes(3);
        return new(hash, rounding, r.UInt16(), r.UInt16(), r.UInt32(), r.UInt32(), r.UInt32(), r.UInt32(), r.UInt32());
    }
}
