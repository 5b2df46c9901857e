using HilRig.Fixtures.Planted;
using HilRig.Fixtures.Retrying;
using HilRig.Harness.Devices;

namespace HilRig.Fixtures.Tests;

/// <summary>Planted failures: what a link does is tried again, what a number does never.</summary>
[NonParallelizable]
public sealed class RetryInfrastructureTests
{
    [TestCase(nameof(PlantedTests.Link_is_back_at_the_third_attempt), 3, "Passed")]
    [TestCase(nameof(PlantedTests.Link_is_back_in_an_asynchronous_test), 2, "Passed")]
    [TestCase(nameof(PlantedTests.Link_never_comes_back), 3, "Failed:Error")]
    [TestCase(nameof(PlantedTests.The_link_is_lost_and_then_a_number_is_wrong), 2, "Failed")]
    [TestCase(nameof(PlantedTests.A_number_is_wrong_at_first), 1, "Failed")]
    [TestCase(nameof(PlantedTests.A_number_is_wrong_and_then_the_link_is_lost), 1, "Failed:Error")]
    [TestCase(nameof(PlantedTests.Answers_contradict_each_other), 1, "Failed:Error")]
    [TestCase(nameof(PlantedTests.Firmware_is_missing), 1, "Failed:Error")]
    [TestCase(nameof(PlantedTests.A_bug_of_the_test), 1, "Failed:Error")]
    [TestCase(nameof(PlantedTests.A_failed_assertion_that_speaks_of_the_link), 1, "Failed")]
    public void A_planted_failure_runs_so_often_and_ends_so(string test, int runs, string result)
    {
        var ran = PlantedRun.Of<PlantedTests>()[test];
        Assert.That((PlantedTests.RunsOf(test), ran.Result()), Is.EqualTo((runs, result)), ran.Message());
    }

    [Test]
    public void Every_repeat_is_told() =>
        Assert.That(
            PlantedRun.Of<PlantedTests>()[nameof(PlantedTests.Link_is_back_at_the_third_attempt)].Output(),
            Does.Contain("attempt 1 of 3 failed, once more: " + typeof(DeviceSilentException)).And.Contain("attempt 2 of 3 failed"));

    [Test]
    public void A_wrong_number_stays_in_the_message_of_a_test_that_also_lost_its_link() =>
        Assert.That(
            PlantedRun.Of<PlantedTests>()[nameof(PlantedTests.A_number_is_wrong_and_then_the_link_is_lost)].Message(),
            Does.Contain("elements that are right").And.Contain("No bytes at all"));

    [Test]
    public void Set_up_and_tear_down_are_repeated_too()
    {
        var ran = PlantedRun.Of<PlantedSetUps>().Values.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ran.Result(), Is.EqualTo("Passed"), ran.Message());
            // The first attempt loses set-up and tear-down, the second neither.
            Assert.That(PlantedTests.RunsOf(nameof(PlantedSetUps.Open)), Is.EqualTo(2));
            Assert.That(PlantedTests.RunsOf(nameof(PlantedSetUps.Set_up_and_tear_down_are_repeated_too)), Is.EqualTo(1));
        }
    }

    [Test]
    public void Less_than_one_attempt_is_refused() =>
        Assert.That(() => new RetryInfrastructureAttribute(0), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("1 or more"));
}
