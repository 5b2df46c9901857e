using HilRig.Fixtures.Retrying;
using HilRig.Harness.Devices;
using HilRig.Harness.Targets;

namespace HilRig.Fixtures.Planted;

/// <summary>Tests that fail on purpose, each in its own way; HilRig.Fixtures.Tests runs them and counts.</summary>
public sealed class PlantedTests
{
    private static readonly Dictionary<string, int> Counts = [];

    /// <summary>How often a test ran since the last <see cref="Forget"/>.</summary>
    public static int RunsOf(string test) => Counts.GetValueOrDefault(test);

    /// <summary>Sets all counts to 0.</summary>
    public static void Forget() => Counts.Clear();

    [Test, RetryInfrastructure(3)]
    public void Link_is_back_at_the_third_attempt() => Fail(Count() < 3 ? Silence() : null);

    [Test, RetryInfrastructure(3)]
    public void Link_never_comes_back() => Fail(Silence(), Count());

    [Test, RetryInfrastructure(3)]
    public async Task Link_is_back_in_an_asynchronous_test()
    {
        await Task.Yield();
        Fail(Count() < 2 ? Silence() : null);
    }

    [Test, RetryInfrastructure(3)]
    public void A_number_is_wrong_at_first() => Assert.That(Count(), NUnit.Framework.Is.EqualTo(2), "elements that are right");

    [Test, RetryInfrastructure(3)]
    public void A_number_is_wrong_and_then_the_link_is_lost()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Count(), NUnit.Framework.Is.EqualTo(2), "elements that are right");
            throw Silence();
        }
    }

    [Test, RetryInfrastructure(3)]
    public void The_link_is_lost_and_then_a_number_is_wrong()
    {
        if (Count() == 1)
            throw Silence();
        Assert.Fail("a wrong number");
    }

    [Test, RetryInfrastructure(3)]
    public void Answers_contradict_each_other() => Fail(new ContradictionException("CRC-32 of sample 3 differs"), Count());

    [Test, RetryInfrastructure(3)]
    public void Firmware_is_missing() => Fail(new FirmwareMissingException("mps2-an386", "/nowhere"), Count());

    [Test, RetryInfrastructure(3)]
    public void A_bug_of_the_test() => Fail(new InvalidOperationException("not of the link"), Count());

    [Test, RetryInfrastructure(3)]
    public void A_failed_assertion_that_speaks_of_the_link() => Fail(Count(), $"{typeof(DeviceSilentException)} : as if");

    internal static int Count([System.Runtime.CompilerServices.CallerMemberName] string test = "") => Counts[test] = RunsOf(test) + 1;

    internal static DeviceSilentException Silence() => new("planted", "RUN", "in three attempts");

    private static void Fail(Exception? failure, int runs = 0)
    {
        if (failure is not null)
            throw failure;
        Assert.That(runs, NUnit.Framework.Is.Not.Negative);
    }

    private static void Fail(int runs, string message) => Assert.Fail($"{message}, run {runs}");
}
