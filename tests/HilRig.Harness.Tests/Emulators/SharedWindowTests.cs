using HilRig.Harness.Emulators;

namespace HilRig.Harness.Tests.Emulators;

public class SharedWindowTests
{
    private string _path = null!;

    [SetUp]
    public void Name_a_file() => _path = Path.Combine(Path.GetTempPath(), $"hilrig-test-{Guid.NewGuid():N}");

    [TearDown]
    public void Remove_it() => File.Delete(_path);

    [Test]
    public void What_is_written_is_read_and_is_in_the_file()
    {
        using var window = SharedWindow.Create(_path, 1_000);
        window.Write(997, [1, 2, 3]);
        Assert.That(window.Read(996, 4), Is.EqualTo(new byte[] { 0, 1, 2, 3 }));
        Assert.That(new FileInfo(_path).Length, Is.EqualTo(1_000));
        Assert.That(File.ReadAllBytes(_path)[999], Is.EqualTo(3));
    }

    [TestCase(998, 3)]
    [TestCase(-1, 1)]
    [TestCase(int.MaxValue, 1)]
    [TestCase(0, 1_001)]
    public void Past_the_end_is_refused(int offset, int count)
    {
        using var window = SharedWindow.Create(_path, 1_000);
        Assert.Throws<ArgumentOutOfRangeException>(() => window.Write(offset, new byte[count]));
        Assert.Throws<ArgumentOutOfRangeException>(() => window.Read(offset, count));
    }

    [Test]
    public void After_closing_nothing_is_read()
    {
        var window = SharedWindow.Create(_path, 10);
        window.Dispose();
        Assert.Throws<ObjectDisposedException>(() => window.Read(0, 1));
    }
}
