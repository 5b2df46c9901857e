using HilRig.Protocol.Commands;

namespace HilRig.Harness.Emulators;

/// <summary>
/// The same firmware runs on silicon and in an emulator, and takes the core's cycle counter for what it is on silicon. In an emulator it counts instructions,
/// and only the side that started the emulator can know.
/// </summary>
public static class EmulatedCounter
{
    /// <summary>What a board answered, with the counter's unit by its true name.</summary>
    public static HelloReply Named(HelloReply hello) => hello.Clock.Unit == CounterUnit.Cycles
        ? hello with { Clock = hello.Clock with { Unit = CounterUnit.Instructions } }
        : hello;
}
