namespace HilRig.Protocol.Commands;

/// <summary>What a board counts with: ticks * <paramref name="Numerator"/> / <paramref name="Denominator"/> = <paramref name="Unit"/>.</summary>
/// <param name="Hz">Core clock.</param>
/// <param name="Numerator">Counter scale.</param>
/// <param name="Denominator">Counter scale, 1 or more unless the unit is <see cref="CounterUnit.None"/>.</param>
/// <param name="Unit">What the scaled ticks are.</param>
public sealed record BoardClock(uint Hz, uint Numerator, uint Denominator, CounterUnit Unit) : IPayload
{
    /// <summary>Counter ticks in <see cref="Unit"/>, rounded to the nearest; 0 without a counter.</summary>
    public ulong Scale(ulong ticks) => Unit == CounterUnit.None
        ? 0
        : (ulong)((((UInt128)ticks * Numerator) + (Denominator / 2)) / Denominator);

    public void Write(PayloadWriter writer) => writer.U32(Hz).U32(Numerator).U32(Denominator).U8((byte)Unit);

    internal static BoardClock Read(ref PayloadReader reader)
    {
        var clock = new BoardClock(reader.U32(), reader.U32(), reader.U32(), (CounterUnit)reader.U8());
        if (clock.Unit != CounterUnit.None && clock.Denominator == 0)
            throw reader.Malformed("counter_den is 0 though there is a counter, legal are 1..4294967295");
        return clock;
    }
}

/// <summary>What a board's scaled counter ticks are.</summary>
public enum CounterUnit : byte
{
    /// <summary>The board has no counter.</summary>
    None = 0,

    /// <summary>Core cycles, measured.</summary>
    Cycles = 1,

    /// <summary>Executed instructions; only true under the emulator named in the board's README.</summary>
    Instructions = 2,

    Nanoseconds = 3,
}
