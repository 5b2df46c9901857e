namespace HilRig.Protocol.Commands;

/// <summary>0x15: runs samples that lie one after another in the shared window, and writes their outputs there.</summary>
/// <param name="InputOffset">Byte offset of the first input in the window.</param>
/// <param name="OutputOffset">Byte offset of the first output in the window.</param>
/// <param name="Count">Samples; the reply must fit max_payload, see <see cref="MaxCount"/>.</param>
/// <param name="LayersPerSample">0, or the model's number of operators to have a record of each. Only the host uses the number, to judge the reply.</param>
/// <param name="KeepsState">True where variable tensors keep what the sample before left in them; else they are reset before each.</param>
public sealed record RunWindowRequest(uint InputOffset, uint OutputOffset, uint Count, ushort LayersPerSample, bool KeepsState = false) : IRequest<RunWindowReply>
{
    public CommandCode Command => CommandCode.RunWindow;

    /// <summary>How many samples fit one reply of <paramref name="maxPayload"/> bytes; 0 when not even one does.</summary>
    public static int MaxCount(int maxPayload, int layersPerSample) => maxPayload / ((1 + layersPerSample) * LayerRecord.Bytes);

    public void Write(PayloadWriter writer) =>
        writer.U32(InputOffset).U32(OutputOffset).U32(Count).U8((byte)Flags).U8(0).U8(0).U8(0);

    private RunFlags Flags => (LayersPerSample > 0 ? RunFlags.Records : RunFlags.None) | (KeepsState ? RunFlags.KeepState : RunFlags.None);

    public RunWindowReply Parse(ref PayloadReader reader)
    {
        if (reader.Left != Count * (1L + LayersPerSample) * LayerRecord.Bytes)
            throw reader.Malformed($"it has {reader.Left} bytes for {Count} samples of {1 + LayersPerSample} records of {LayerRecord.Bytes} bytes");
        var samples = new WindowSample[(int)Count];
        for (var i = 0; i < samples.Length; i++)
            samples[i] = WindowSample.Read(LayersPerSample, ref reader);
        return new RunWindowReply(samples);
    }
}

/// <summary>One sample's result of <see cref="RunWindowRequest"/>.</summary>
/// <param name="OutputCrc">CRC-32 of its outputs.</param>
/// <param name="Ticks">Counter ticks; see <see cref="BoardClock.Scale"/>.</param>
/// <param name="Layers">Per operator, or empty.</param>
public sealed record WindowSample(uint OutputCrc, uint Ticks, IReadOnlyList<LayerRecord> Layers)
{
    internal static WindowSample Read(int layers, ref PayloadReader reader)
    {
        var whole = LayerRecord.Read(ref reader);
        return new WindowSample(whole.Crc, whole.Ticks, LayerRecord.ReadMany(layers, ref reader));
    }
}

/// <summary>Results in the order of the samples.</summary>
public sealed record RunWindowReply(IReadOnlyList<WindowSample> Samples) : IPayload
{
    public void Write(PayloadWriter writer)
    {
        foreach (var sample in Samples)
        {
            writer.U32(sample.OutputCrc).U32(sample.Ticks);
            LayerRecord.WriteMany(sample.Layers, writer);
        }
    }
}
