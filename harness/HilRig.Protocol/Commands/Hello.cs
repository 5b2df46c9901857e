namespace HilRig.Protocol.Commands;

/// <summary>0x01: who are you?</summary>
public sealed record Hello(ushort Version = Hello.ProtocolVersion) : IRequest<HelloReply>
{
    /// <summary>The version this host speaks.</summary>
    public const ushort ProtocolVersion = 1;

    public byte Command => 0x01;

    public string Name => "HELLO";

    public void WritePayload(PayloadWriter writer) => writer.UInt16(Version);

    public HelloReply ReadReply(PayloadReader reader)
    {
        var version = reader.UInt16();
        var reply = new HelloReply
        {
            Version = version,
            MaxPayload = reader.UInt16(),
            RxWindow = reader.UInt32(),
            ClockHz = reader.UInt32(),
            CounterNumerator = reader.UInt32(),
            CounterDenominator = reader.UInt32(),
            CounterUnit = (CounterUnit)reader.UInt8(),
            KernelSet = (KernelSet)reader.UInt8(),
            FloatingPoint = reader.UInt8(),
            Reserved = reader.UInt8(),
            ImageCapacity = reader.UInt32(),
            ArenaCapacity = reader.UInt32(),
            BiasRamCapacity = reader.UInt32(),
            WindowBytes = reader.UInt32(),
            StackBytes = reader.UInt32(),
            BuildId = reader.UInt64(),
            BootCount = reader.UInt64(),
            Board = reader.Text(),
            Mcu = reader.Text(),
            Toolchain = reader.Text(),
            TextBytes = reader.UInt32(),
            RodataBytes = reader.UInt32(),
            DataBytes = reader.UInt32(),
            BssBytes = reader.UInt32(),
        };
        return reply.MaxPayload >= HelloReply.SmallestMaxPayload && reply.CounterDenominator > 0
            ? reply
            : throw new BadReplyException(
                $"the board says max payload {reply.MaxPayload} and counter {reply.CounterNumerator}/{reply.CounterDenominator}; at least {HelloReply.SmallestMaxPayload} and a positive denominator are legal");
    }
}

/// <summary>What the board says of itself.</summary>
public sealed record HelloReply
{
    internal const int SmallestMaxPayload = 256;

    public required ushort Version { get; init; }

    /// <summary>Largest payload in either direction, bytes.</summary>
    public required ushort MaxPayload { get; init; }

    /// <summary>Bytes the board can buffer before it reads.</summary>
    public required uint RxWindow { get; init; }

    public required uint ClockHz { get; init; }

    public required uint CounterNumerator { get; init; }

    public required uint CounterDenominator { get; init; }

    public required CounterUnit CounterUnit { get; init; }

    public required KernelSet KernelSet { get; init; }

    /// <summary>0 soft, 1 single precision, 2 double precision.</summary>
    public required byte FloatingPoint { get; init; }

    public byte Reserved { get; init; }

    public required uint ImageCapacity { get; init; }

    public required uint ArenaCapacity { get; init; }

    public required uint BiasRamCapacity { get; init; }

    /// <summary>Shared memory window, 0 for none.</summary>
    public required uint WindowBytes { get; init; }

    public required uint StackBytes { get; init; }

    /// <summary>First 8 bytes of the ELF's build id.</summary>
    public required ulong BuildId { get; init; }

    /// <summary>Differs after every reset.</summary>
    public required ulong BootCount { get; init; }

    public required string Board { get; init; }

    public required string Mcu { get; init; }

    public required string Toolchain { get; init; }

    public required uint TextBytes { get; init; }

    public required uint RodataBytes { get; init; }

    public required uint DataBytes { get; init; }

    public required uint BssBytes { get; init; }

    /// <summary>Counter ticks in <see cref="CounterUnit"/>, to the nearest.</summary>
    public long Units(ulong ticks) => (long)(((UInt128)ticks * CounterNumerator + CounterDenominator / 2) / CounterDenominator);
}

/// <summary>What the board's counter counts.</summary>
public enum CounterUnit : byte
{
    None = 0,
    Cycles = 1,
    Instructions = 2,
    Nanoseconds = 3,
}

/// <summary>Which kernels the firmware was built with.</summary>
public enum KernelSet : byte
{
    BuiltInC = 0,
    BuiltInDsp = 1,
    BuiltInMve = 2,
    CmsisNnC = 3,
    CmsisNnDsp = 4,
    CmsisNnMve = 5,
}
