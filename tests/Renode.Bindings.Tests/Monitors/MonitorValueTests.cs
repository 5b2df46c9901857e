using Renode.Bindings.Emulations;
using Renode.Bindings.Monitors;

namespace Renode.Bindings.Tests.Monitors;

public sealed class MonitorValueTests
{
    [TestCase("0x00000000000F4240", 1_000_000UL)]
    [TestCase("1000000", 1_000_000UL)]
    [TestCase("0x00000000000F4240 (1000000)", 1_000_000UL)]
    [TestCase("0xFFFFFFFFFFFFFFFF", ulong.MaxValue)]
    public void Numbers_in_every_mode(string text, ulong value) => Assert.That(MonitorValue.Number(text, "x"), Is.EqualTo(value));

    [TestCase("")]
    [TestCase("ten")]
    [TestCase("0x")]
    [TestCase("1 2")]
    public void What_is_no_number_is_refused_with_the_command(string text) =>
        Assert.That(() => MonitorValue.Number(text, "cpu PC"), Throws.TypeOf<RenodeException>().With.Message.Contains("cpu PC"));

    [TestCase("Elapsed Virtual Time: 00:00:00.010000000", 100_000)]
    [TestCase("01:02:03.000000199", 37_230_000_001)]
    [TestCase("1.00:00:00", 864_000_000_000)]
    public void Times(string text, long ticks) => Assert.That(MonitorValue.Time(text, "x").Ticks, Is.EqualTo(ticks));

    [Test]
    public void Bytes_over_several_lines() =>
        Assert.That(MonitorValue.Bytes("[\n0x00, 0x10, \n0xFF, \n]"), Is.EqualTo(new byte[] { 0, 0x10, 0xff }));

    [Test]
    public void An_enumerations_value_is_its_first_line()
    {
        Assert.That(MonitorValue.Enumeration<CpuState>("Aborted\n\nPossible values are:\n\tAborted\n\tInReset\n\tRunning", "x"), Is.EqualTo(CpuState.Aborted));
        Assert.That(() => MonitorValue.Enumeration<CpuState>("Elsewhere", "x"), Throws.TypeOf<RenodeException>());
    }
}
