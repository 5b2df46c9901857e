namespace HilRig.Protocol.Commands;

/// <summary>0x11: runs the first <paramref name="Operators"/> operators.</summary>
/// <param name="Operators">How many, or <see cref="AllOperators"/>.</param>
/// <param name="Flags">What to record.</param>
/// <param name="Pattern">Byte the arena and stack are painted with when <see cref="RunFlags.Paint"/> is set.</param>
public sealed record RunRequest(ushort Operators = RunRequest.AllOperators, RunFlags Flags = RunFlags.None, byte Pattern = 0) : IRequest<RunReply>
{
    /// <summary>Runs the whole model.</summary>
    public const ushort AllOperators = 0xFFFF;

    public CommandCode Command => CommandCode.Run;

    public void Write(PayloadWriter writer) => writer.U16(Operators).U8((byte)Flags).U8(Pattern);

    public RunReply Parse(ref PayloadReader reader) =>
        new(reader.U64(), reader.U32(), reader.U32(), reader.U32(), reader.U16(), reader.U16());
}

/// <summary>What RUN records.</summary>
[Flags]
public enum RunFlags : byte
{
    None = 0,

    /// <summary>Per-operator CRC and ticks, read with LAYERS.</summary>
    Records = 1,

    /// <summary>Arena and stack are painted first and scanned after.</summary>
    Paint = 2,

    /// <summary>Variable tensors keep what the run before left in them: samples are one stream.</summary>
    KeepState = 4,
}

/// <summary>What a run gave.</summary>
/// <param name="Ticks">Counter ticks of the operators alone; see <see cref="BoardClock.Scale"/>.</param>
/// <param name="OutputCrc">CRC-32 of the concatenated outputs; 0 when not all operators ran.</param>
/// <param name="ArenaHighWater">Highest arena byte written + 1, in bytes; 0 when not painted.</param>
/// <param name="StackHighWater">Deepest use in bytes; 0 when not painted.</param>
/// <param name="OperatorsRun">How many ran.</param>
/// <param name="Records">Records kept for LAYERS.</param>
public sealed record RunReply(
    ulong Ticks, uint OutputCrc, uint ArenaHighWater, uint StackHighWater, ushort OperatorsRun, ushort Records) : IPayload
{
    public void Write(PayloadWriter writer) =>
        writer.U64(Ticks).U32(OutputCrc).U32(ArenaHighWater).U32(StackHighWater).U16(OperatorsRun).U16(Records);
}
