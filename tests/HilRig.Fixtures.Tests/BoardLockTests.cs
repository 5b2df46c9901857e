using HilRig.Fixtures.Planted;
using HilRig.Harness.Nightly.Locks;

namespace HilRig.Fixtures.Tests;

/// <summary>A physical board belongs to one at a time: nights and fixtures take the same lock.</summary>
[NonParallelizable]
public sealed class BoardLockTests
{
    private const string Variable = "HILRIG_LOCKS";

    private string? _before;
    private DirectoryInfo _folder = null!;

    [SetUp]
    public void OwnFolder()
    {
        (_before, _folder) = (Environment.GetEnvironmentVariable(Variable), Directory.CreateTempSubdirectory("hilrig-locks-"));
        Environment.SetEnvironmentVariable(Variable, _folder.FullName);
    }

    [TearDown]
    public void FolderAsBefore()
    {
        Environment.SetEnvironmentVariable(Variable, _before);
        _folder.Delete(recursive: true);
    }

    [Test]
    public void A_board_that_somebody_has_fails_the_fixture_with_the_owners_name()
    {
        using var taken = FileLock.Try(BoardLocks.PathOf("board:planted"), "a colleague's night");
        var tests = PlantedRun.Of<PhysicalBoard>();
        Assert.That(tests.Values.Select(t => t.Message()), Is.All.Contains("a colleague's night").And.All.Contains($"pid {Environment.ProcessId}"));
    }

    [Test]
    public void A_free_board_is_used_and_given_back()
    {
        Assert.That(PlantedRun.Of<PhysicalBoard>().Values.Select(t => t.Result()), Is.All.EqualTo("Passed"));
        using var free = FileLock.Try(BoardLocks.PathOf("board:planted"), "the next");
        Assert.That(free, Is.Not.Null);
    }
}
