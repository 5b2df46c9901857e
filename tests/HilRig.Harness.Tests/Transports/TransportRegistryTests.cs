using HilRig.Harness.Transports;
using HilRig.TestKit;

namespace HilRig.Harness.Tests.Transports;

public class TransportRegistryTests
{
    [TestCase("serial")]
    [TestCase("carrier-pigeon:7")]
    [TestCase(":x")]
    [TestCase("tcp:nohost")]
    [TestCase("tcp:host:0")]
    [TestCase("tcp:host:65536")]
    [TestCase("tcp:host:-1")]
    [TestCase("tcp:::1:4000")]
    [TestCase("tcp:host:7:more")]
    public async Task A_bad_address_is_refused_with_the_legal_form(string address) =>
        Assert.That(
            await Expect.MessageAsync<TransportOpenException>(() => TransportRegistry.OpenAsync(address, default)),
            Does.Contain(address).And.Contain("tcp:"));

    [Test]
    public async Task A_process_is_opened_by_its_address()
    {
        await using var transport = await TransportRegistry.OpenAsync("process:cat", default);
        Assert.That(transport.Description, Does.StartWith("process:cat"));
    }
}
