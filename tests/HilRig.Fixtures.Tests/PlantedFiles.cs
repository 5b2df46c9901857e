using HilRig.Fixtures.Planted;

namespace HilRig.Fixtures.Tests;

/// <summary>What planted fixtures leave behind goes with the tests.</summary>
[SetUpFixture]
public sealed class PlantedFiles
{
    [OneTimeTearDown]
    public void Delete()
    {
        if (Directory.Exists(PlantedFixture.Folder))
            Directory.Delete(PlantedFixture.Folder, recursive: true);
    }
}
