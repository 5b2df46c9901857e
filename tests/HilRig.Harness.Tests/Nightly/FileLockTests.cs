using System.Diagnostics;
using HilRig.Harness.Nightly.Locks;

namespace HilRig.Harness.Tests.Nightly;

public sealed class FileLockTests
{
    private string _path = "";

    [SetUp]
    public void Create() => _path = Path.Combine(Directory.CreateTempSubdirectory("hilrig-lock-").FullName, "board.lock");

    [TearDown]
    public void Remove() => Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);

    [Test]
    public void A_lock_is_had_once_and_names_its_owner()
    {
        using var first = FileLock.Try(_path, "the first night");
        Assert.That(first, Is.Not.Null);
        Assert.That(FileLock.Try(_path, "another"), Is.Null);
        Assert.That(FileLock.Owner(_path), Does.Contain($"pid {Environment.ProcessId} on {Environment.MachineName}").And.Contain("for the first night"));
    }

    [Test]
    public async Task Waiting_ends_with_the_owner_named()
    {
        using var first = FileLock.Try(_path, "a long night");
        Assert.That(
            async () => await FileLock.TakeAsync(_path, "another", TimeSpan.FromMilliseconds(150), CancellationToken.None),
            Throws.TypeOf<LockException>().With.Message.Contains("for a long night"));
        await Task.CompletedTask;
    }

    [Test]
    public async Task Whoever_waits_gets_it_when_it_is_let_go()
    {
        var first = FileLock.Try(_path, "a short night")!;
        var waiting = FileLock.TakeAsync(_path, "another", TimeSpan.FromSeconds(30), CancellationToken.None);
        first.Dispose();
        using var second = await waiting;
        Assert.That(second.Stale, Is.Null);
    }

    // flock(1) holds the lock in a process that is then killed as a power cut would: what it wrote stays, and its lock does not.
    [Test]
    public void A_lock_of_a_killed_owner_is_taken_over_and_told()
    {
        File.WriteAllText(_path + ".owner", "pid 1 on elsewhere, for a night that was killed\n");
        using (var owner = Process.Start(new ProcessStartInfo("flock", ["-x", _path, "sleep", "60"]))!)
        {
            Assert.That(() => IsTaken(_path), Is.True.After(10_000, 20));
            owner.Kill(entireProcessTree: true);
            owner.WaitForExit();
        }
        FileLock? taken = null;
        Assert.That(() => (taken = FileLock.Try(_path, "the next night")) is not null, Is.True.After(10_000, 20));
        Assert.That(taken!.Stale, Is.EqualTo("pid 1 on elsewhere, for a night that was killed"));
        taken.Dispose();
    }

    [TestCase("serial:/dev/ttyACM0", "serial:/dev/ttyACM0:921600")]
    [TestCase("rfc2217:lab:4000", "rfc2217:lab:4000:9600")]
    public void A_speed_makes_no_other_board(string a, string b) => Assert.That(BoardLocks.PathOf(a), Is.EqualTo(BoardLocks.PathOf(b)));

    [TestCase("rfc2217:lab:4000", "tcp:lab:4000")]
    [TestCase("rfc2217:[::1]:4000:9600,fast=921600", "rfc2217:[::1]:4000")]
    public void A_way_of_speaking_to_it_makes_no_other_board(string a, string b) => Assert.That(BoardLocks.PathOf(a), Is.EqualTo(BoardLocks.PathOf(b)));

    [Test]
    public void Its_name_in_the_map_and_a_link_to_its_port_are_the_same_board()
    {
        var folder = Path.GetDirectoryName(_path)!;
        var (map, link) = (Path.Combine(folder, "map.yml"), Path.Combine(folder, "by-id"));
        File.CreateSymbolicLink(link, "/dev/null");
        File.WriteAllText(map, $"- {{ connected: true, id: \"1\", platform: desk, product: p, runner: openocd, serial: {link} }}\n");
        var port = BoardLocks.PathOf("serial:/dev/null");
        Assert.That(BoardLocks.PathOf("board:desk", map), Is.EqualTo(port));
        Assert.That(BoardLocks.PathOf($"serial:{link}:921600"), Is.EqualTo(port));
        Assert.That(BoardLocks.PathOf("board:other", map), Is.Not.EqualTo(port));
    }

    [TestCase("tcp:lab:4000", "tcp:lab:4001")]
    [TestCase("serial:/dev/ttyACM0", "serial:/dev/ttyACM1")]
    public void Other_boards_have_other_locks(string a, string b) => Assert.That(BoardLocks.PathOf(a), Is.Not.EqualTo(BoardLocks.PathOf(b)));

    [Test]
    public void A_folder_that_cannot_be_made_is_an_error() =>
        Assert.That(() => FileLock.Try("/proc/none/x.lock", "x"), Throws.TypeOf<LockException>().With.Message.Contains("/proc/none/x.lock"));

    private static bool IsTaken(string path)
    {
        var mine = FileLock.Try(path, "a look");
        mine?.Dispose();
        // The look must leave the owner's words as they were.
        if (mine is not null)
            File.WriteAllText(path + ".owner", "pid 1 on elsewhere, for a night that was killed\n");
        return mine is null;
    }
}
