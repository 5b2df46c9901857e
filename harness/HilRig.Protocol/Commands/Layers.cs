namespace HilRig.Protocol.Commands;

/// <summary>0x12: per-operator records of the last RUN that kept them.</summary>
/// <param name="First">Index of the first record.</param>
/// <param name="Count">How many; <see cref="LayerRecord.Bytes"/> each must fit max_payload.</param>
public sealed record LayersRequest(ushort First, ushort Count) : IRequest<LayersReply>
{
    public CommandCode Command => CommandCode.Layers;

    public void Write(PayloadWriter writer) => writer.U16(First).U16(Count);

    public LayersReply Parse(ref PayloadReader reader) => new(LayerRecord.ReadMany(Count, ref reader));
}

/// <summary>The records asked for, in order.</summary>
public sealed record LayersReply(IReadOnlyList<LayerRecord> Layers) : IPayload
{
    public void Write(PayloadWriter writer) => LayerRecord.WriteMany(Layers, writer);
}
