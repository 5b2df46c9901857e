namespace HilRig.Protocol;

/// <summary>Registers of a board that crashed, as its exception entry and fault status registers left them.</summary>
/// <param name="Registers">The eight stacked registers.</param>
/// <param name="Cfsr">Configurable fault status.</param>
/// <param name="Hfsr">Hard fault status.</param>
/// <param name="Mmfar">Address of a memory management fault; valid only with MMARVALID in <paramref name="Cfsr"/>.</param>
/// <param name="Bfar">Address of a bus fault; valid only with BFARVALID in <paramref name="Cfsr"/>.</param>
/// <param name="Operator">Index of the running operator, 0xFFFF when none ran.</param>
public sealed record FaultFrame(StackedRegisters Registers, uint Cfsr, uint Hfsr, uint Mmfar, uint Bfar, ushort Operator) : IPayload
{
    /// <summary>The value of <see cref="Operator"/> when none was running.</summary>
    public const ushort NoOperator = 0xFFFF;

    /// <summary>The registers of a fault frame.</summary>
    /// <returns>Null for any other frame.</returns>
    /// <exception cref="MalformedReplyException">The payload is not 52 bytes long.</exception>
    public static FaultFrame? TryParse(Frame frame)
    {
        if (frame.Kind != FrameKind.Fault)
            return null;
        var reader = new PayloadReader(frame.Payload.Span, "The fault frame");
        var fault = new FaultFrame(
            StackedRegisters.Read(ref reader), reader.U32(), reader.U32(), reader.U32(), reader.U32(), reader.U16());
        reader.U16();
        reader.End();
        return fault;
    }

    public void Write(PayloadWriter writer)
    {
        Registers.Write(writer);
        writer.U32(Cfsr).U32(Hfsr).U32(Mmfar).U32(Bfar).U16(Operator).U16(0);
    }

    /// <summary>The frame as a board sends it.</summary>
    public Frame ToFrame() => new(FrameKind.Fault, StatusCode.Ok, 0, this.ToPayload());

    /// <summary>Reason, place and registers in words, several lines.</summary>
    public string Describe()
    {
        var place = Operator == NoOperator ? "outside any operator" : $"in operator {Operator}";
        return $"""
            {string.Join("; ", FaultReasons.Of(this))} at pc 0x{Registers.Pc:X8}, {place}
            {Registers}
            cfsr 0x{Cfsr:X8} hfsr 0x{Hfsr:X8} mmfar 0x{Mmfar:X8} bfar 0x{Bfar:X8}
            """;
    }
}
