using HilRig.Harness.Runs;

namespace HilRig.Harness.Tests.Runs;

public sealed class RunFolderTests
{
    // Parts of a night on one shared disk begin in the same second.
    [Test]
    public async Task Runs_that_begin_at_once_have_folders_of_their_own()
    {
        var root = Directory.CreateTempSubdirectory("hilrig-runs-").FullName;
        try
        {
            var now = new DateTimeOffset(2026, 11, 26, 2, 0, 0, TimeSpan.Zero);
            using var start = new ManualResetEventSlim();
            var creating = Enumerable.Range(0, 16).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    start.Wait();
                    return RunFolder.Create(root, "nightly", "a/b", now).Path;
                }, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToList();
            start.Set();
            var paths = await Task.WhenAll(creating);
            Assert.That(paths, Is.Unique);
            Assert.That(paths.Select(Path.GetFileName), Has.Some.EqualTo("20261126-020000-nightly-a_b").And.Some.EqualTo("20261126-020000-nightly-a_b-2"));
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }
}
