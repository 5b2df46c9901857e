using HilRig.Fixtures.Retrying;

namespace HilRig.Fixtures.Planted;

/// <summary>A board that is opened before every test, and lost then.</summary>
public sealed class PlantedSetUps
{
    [SetUp]
    public void Open()
    {
        if (PlantedTests.Count() < 2)
            throw PlantedTests.Silence();
    }

    [TearDown]
    public void Close()
    {
        if (PlantedTests.Count() < 2)
            throw PlantedTests.Silence();
    }

    [Test, RetryInfrastructure(3)]
    public void Set_up_and_tear_down_are_repeated_too() => Assert.That(PlantedTests.Count(), NUnit.Framework.Is.Positive);
}
