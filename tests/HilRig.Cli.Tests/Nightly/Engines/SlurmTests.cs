using HilRig.TestKit;

namespace HilRig.Cli.Tests.Nightly.Engines;

/// <summary>A night in the tasks of a real Slurm's job array, merged by a job that depends on them, as fixtures/engines/slurm.sh says it is done.</summary>
[Platform(Exclude = "Win", Reason = "engines, hooks and the launcher are the shell's")]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
[Category("Emulated"), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SlurmTests : IDisposable
{
    private static readonly string Script = Checkout.PathOf("fixtures", "engines", "slurm.sh");
    private readonly EngineBench _bench = new();
    private OneNodeSlurm? _slurm;

    [SetUp]
    public async Task StartAsync() => _slurm = await OneNodeSlurm.StartAsync();

    public void Dispose()
    {
        _slurm?.Dispose();
        _bench.Dispose();
    }

    [Test]
    public async Task Four_tasks_of_an_array_merge_to_what_one_process_finds()
    {
        _bench.Write();
        var expected = await _bench.WholeAsync();
        var array = await SubmitAsync();
        await MergeAsync(array);
        var jobs = await _slurm!.EndedAsync();
        var (tasks, merge) = (jobs.Where(job => job.Array == array).ToList(), jobs.Single(job => job.Array.Length == 0));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(tasks.Select(task => (task.State, task.ExitCode)), Is.EqualTo(Enumerable.Repeat(("COMPLETED", 0), 4)), Output());
            Assert.That((merge.State, merge.ExitCode), Is.EqualTo(("COMPLETED", 0)), Output());
            Assert.That(await EngineBench.ResultAsync(_bench.Out), Is.EqualTo(expected));
            Assert.That(EngineBench.Nights(Parts(array)), Has.Count.EqualTo(4));
        }
    }

    // A gate fails in parts 1 and 2, which is no failure of their tasks: the verdict is the merge's.
    [Test]
    public async Task Tasks_that_are_requeued_go_on_where_they_were_and_findings_are_the_merges_to_tell()
    {
        // A job of part 2 that waits, and one of part 3 whose cable is out of its socket the first time.
        var (hold, cable) = (_bench["hold"], _bench["cable"]);
        _bench.Write($$"""
            gates: ['bits <= 16']
            retries: 0
            hooks:
              before-job: >
                case $HILRIG_JOB in
                *int8:channel-shift/sim:dsp) trap '' TERM; while [ -e {{hold}} ]; do sleep 0.05; done ;;
                *int8:layer-shift/sim:c) if mkdir {{cable}} 2>/dev/null; then exit 1; fi ;;
                esac
            """);
        Directory.CreateDirectory(cable);
        var expected = await _bench.WholeAsync(exitCode: 1);
        Directory.Delete(cable);
        await File.WriteAllTextAsync(hold, "");

        var array = await SubmitAsync();
        await EngineBench.UntilAsync(() => Part(array, 2) is [var waits] && EngineBench.Done(waits) == 1, Output);
        await _slurm!.ControlAsync("requeue", $"{array}_2");
        File.Delete(hold);
        await RequeuedAsync(array, "2");
        await RequeuedAsync(array, "3");
        await MergeAsync(array);
        var jobs = await _slurm.EndedAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                jobs.OrderBy(job => job.Task, StringComparer.Ordinal).Select(job => (job.Task, job.State, job.ExitCode, job.Restarts)),
                Is.EqualTo(new[] { ("", "FAILED", 1, 0), ("1", "COMPLETED", 0, 0), ("2", "COMPLETED", 0, 1), ("3", "COMPLETED", 0, 1), ("4", "COMPLETED", 0, 0) }),
                () => $"{_slurm.Logs()}\n{Output()}");
            Assert.That(EngineBench.Times(Part(array, 2).Single()).Resumes, Is.EqualTo(1));
            Assert.That(Part(array, 3).Select(EngineBench.Done), Is.EqualTo(new[] { 2, 1 }));
            Assert.That(await EngineBench.ResultAsync(_bench.Out), Is.EqualTo(expected));
        }
    }

    // As after a test that fails in the midst of its jobs.
    [Test]
    public async Task Nothing_of_it_outlives_the_test()
    {
        var job = await _slurm!.SubmitAsync(Path.GetDirectoryName(_bench.Config)!, [], "--wrap", $"touch {_bench["runs"]}; sleep 300");
        await EngineBench.UntilAsync(() => File.Exists(_bench["runs"]), () => $"job {job} runs: {_slurm.Logs()}");
        var configuration = _slurm.Configuration;
        Assert.That(OneNodeSlurm.With(configuration).Count(), Is.GreaterThanOrEqualTo(4), "two daemons, the step and what it runs");
        _slurm.Dispose();
        _slurm = null;
        Assert.That(OneNodeSlurm.With(configuration), Is.Empty);
        Assert.That(Directory.Exists(Path.GetDirectoryName(configuration)), Is.False);
    }

    private Task<string> SubmitAsync() => _slurm!.SubmitAsync(
        Path.GetDirectoryName(_bench.Config)!, new() { ["HILRIG"] = _bench.Launcher() }, "--array=1-4", Script, _bench.Config, _bench.Out);

    private Task<string> MergeAsync(string array) => _slurm!.SubmitAsync(
        Path.GetDirectoryName(_bench.Config)!, [], $"--dependency=afterany:{array}",
        "--wrap", $"{_bench.Launcher()} merge -c {_bench.Config} --out {_bench.Out} {Parts(array)}/*/");

    // Slurm holds a requeued job back for two minutes; its administrator need not.
    private async Task RequeuedAsync(string array, string task)
    {
        var jobs = await _slurm!.UntilAsync(
            jobs => jobs.Any(job => job.Array == array && job.Task == task && job is { State: "PENDING", Restarts: 1 }), $"task {task} is requeued");
        // Not within the second in which the node was told to refuse the job.
        await _slurm.ControlAsync("update", $"JobId={jobs.Single(job => job.Array == array && job.Task == task).Id}", "StartTime=now+2");
    }

    private string Parts(string array) => Path.Combine(_bench.Out, "parts", array);

    private IReadOnlyList<string> Part(string array, int number) =>
        [.. EngineBench.Nights(Parts(array)).Where(night => night.Contains($"-{number}of4", StringComparison.Ordinal))];

    private string Output() => string.Join('\n', Directory.GetFiles(Path.GetDirectoryName(_bench.Config)!, "slurm-*.out").Order().SelectMany(File.ReadAllLines));
}
