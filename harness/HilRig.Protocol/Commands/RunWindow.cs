namespace HilRig.Protocol.Commands;

/// <summary>0x15: run samples that lie in the shared memory window.</summary>
/// <param name="Operators">Operators of the model when records are wanted; 0 for none. Not sent: it tells the reply's shape.</param>
public sealed record RunWindow(uint InputOffset, uint OutputOffset, uint Count, ushort Operators = 0) : IRequest<WindowSample[]>
{
    public byte Command => 0x15;

    public string Name => "RUN_WINDOW";

    /// <summary>Samples whose reply fits one payload.</summary>
    public static int SamplesPerReply(int maxPayload, int operators) => Math.Max(1, maxPayload / ((1 + operators) * OperatorRecord.Bytes));

    public void WritePayload(PayloadWriter writer) => writer
        .UInt32(InputOffset).UInt32(OutputOffset).UInt32(Count).UInt8((byte)(Operators > 0 ? 1 : 0)).Bytes([0, 0, 0]);

    public WindowSample[] ReadReply(PayloadReader reader)
    {
        var samples = new WindowSample[Count];
        for (var i = 0; i < samples.Length; i++)
        {
            var output = OperatorRecord.Read(ref reader);
            var records = new OperatorRecord[Operators];
            for (var op = 0; op < records.Length; op++)
                records[op] = OperatorRecord.Read(ref reader);
            samples[i] = new(output.Crc, output.Ticks, records);
        }
        return samples;
    }
}

/// <summary>One sample of a window run.</summary>
public sealed record WindowSample(uint OutputCrc, uint Ticks, OperatorRecord[] Operators);
