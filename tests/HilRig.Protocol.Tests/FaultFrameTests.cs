namespace HilRig.Protocol.Tests;

public class FaultFrameTests
{
    [Test]
    public void Comes_back() => Assert.That(FaultFrame.TryParse(FrameSamples.Fault.ToFrame()), Is.EqualTo(FrameSamples.Fault));

    [Test]
    public void Is_described_in_words() =>
        Assert.That(FrameSamples.Fault.Describe(), Does.Contain("data access to an address that does not exist")
            .And.Contain("bus fault address 0xDEADBEE0").And.Contain("in operator 5").And.Contain("pc 0x00001A2C").And.Contain("cfsr 0x00008200"));

    [Test]
    public void Without_a_valid_address_none_is_named()
    {
        var fault = FrameSamples.Fault with { Cfsr = 1u << 25, Operator = FaultFrame.NoOperator };
        Assert.That(fault.Describe(), Does.Contain("division by zero").And.Contain("outside any operator").And.Not.Contain("fault address"));
    }

    [Test]
    public void Without_any_bit_there_still_is_a_reason() =>
        Assert.That(FaultReasons.Of(FrameSamples.Fault with { Cfsr = 0, Hfsr = 0x40000000 }), Is.EqualTo(new[] { "hard fault of unstated cause" }));

    [TestCase(0)]
    [TestCase(51)]
    [TestCase(53)]
    public void Another_length_is_malformed(int length) =>
        Assert.Throws<MalformedReplyException>(() => FaultFrame.TryParse(new Frame(FrameKind.Fault, StatusCode.Ok, 0, new byte[length])));

    [Test]
    public void A_log_frame_is_none() => Assert.That(FaultFrame.TryParse(new LogFrame("x").ToFrame()), Is.Null);

    [Test]
    public void Log_text_of_any_bytes_is_taken() =>
        Assert.That(LogFrame.TryParse(new Frame(FrameKind.Log, StatusCode.Ok, 0, new byte[] { (byte)'a', 0xFF }))!.Text, Is.EqualTo("a\uFFFD"));
}
