using HilRig.Harness.Transports.Rfc2217;

namespace HilRig.Harness.Tests.Transports.Rfc2217;

public class TelnetOptionsTests
{
    private readonly List<string> _sent = [];
    private TelnetOptions _options = null!;

    [SetUp]
    public void Begin()
    {
        _sent.Clear();
        _options = new(bytes => _sent.Add(Convert.ToHexString(bytes)));
        _options.Begin();
        Assert.That(_sent, Is.EquivalentTo(new[] { "FFFB2C", "FFFB00", "FFFD00", "FFFB03", "FFFD03" }));
        _sent.Clear();
    }

    [Test]
    public void What_was_asked_for_and_is_granted_needs_no_answer()
    {
        foreach (var (verb, option) in new (byte, byte)[] { (253, 44), (253, 0), (251, 0), (253, 3), (251, 3) })
            _options.Take(new(verb, option));
        Assert.That(_sent, Is.Empty);
        Assert.That((_options.Answered.IsCompleted, _options.HasComPort, _options.IsBinary), Is.EqualTo((true, true, true)));
    }

    // ser2net asks for the same as we do at the same time, and answers too.
    [Test]
    public void Asking_crosswise_ends()
    {
        for (var i = 0; i < 3; i++)
            foreach (var option in new byte[] { 44, 0, 3 })
                _options.Take(new(253, option));
        Assert.That(_sent, Is.Empty);
    }

    [Test]
    public void What_we_do_not_want_is_refused()
    {
        _options.Take(new(251, 1));    // WILL ECHO
        _options.Take(new(253, 24));   // DO TERMINAL-TYPE
        _options.Take(new(252, 1));
        _options.Take(new(254, 24));
        Assert.That(_sent, Is.EqualTo(new[] { "FFFE01", "FFFC18" }));
    }

    [TestCase(254, 44, false, true)]
    [TestCase(254, 0, true, false)]
    [TestCase(252, 0, true, false)]
    public void A_refusal_is_an_answer(byte verb, byte option, bool comPort, bool binary)
    {
        foreach (var (other, wanted) in new (byte, byte)[] { (253, 44), (253, 0), (251, 0) })
            _options.Take(new((byte)(other == verb - 1 && wanted == option ? verb : other), wanted));
        Assert.That((_options.Answered.IsCompleted, _options.HasComPort, _options.IsBinary), Is.EqualTo((true, comPort, binary)));
        Assert.That(_sent, Is.Empty);
    }

    [Test]
    public void What_is_switched_off_later_is_confirmed_and_off()
    {
        _options.Take(new(253, 0));
        _options.Take(new(251, 0));
        _options.Take(new(254, 0));
        Assert.That(_sent, Is.EqualTo(new[] { "FFFC00" }));
        Assert.That(_options.IsBinary, Is.False);
    }
}
