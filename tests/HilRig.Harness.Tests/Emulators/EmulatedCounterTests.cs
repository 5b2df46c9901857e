using HilRig.Harness.Emulators;
using HilRig.Protocol.Commands;

namespace HilRig.Harness.Tests.Emulators;

/// <summary>A firmware for silicon says cycles wherever it runs; nothing an emulator counts may be called so.</summary>
public sealed class EmulatedCounterTests
{
    private static readonly HelloReply Silicon = new(
        1, new BoardLimits(2048, 4096, 100_000, 10_000, 1_000, 0, 8_192, ImageInFlash: true), new BoardClock(168_000_000, 1, 1, CounterUnit.Cycles),
        KernelSet.BuiltInPlain, FloatingPoint.Soft, 1, 100, "stm32f4-discovery", "STM32F407VG", "gcc", new FirmwareFootprint(1, 2, 3, 4));

    [TestCase(CounterUnit.Cycles, CounterUnit.Instructions)]
    [TestCase(CounterUnit.Instructions, CounterUnit.Instructions)]
    [TestCase(CounterUnit.Nanoseconds, CounterUnit.Nanoseconds)]
    [TestCase(CounterUnit.None, CounterUnit.None)]
    public void Cycles_become_instructions_and_nothing_else_changes(CounterUnit told, CounterUnit shown)
    {
        var hello = Silicon with { Clock = Silicon.Clock with { Unit = told } };
        Assert.That(EmulatedCounter.Named(hello), Is.EqualTo(hello with { Clock = hello.Clock with { Unit = shown } }));
    }
}
