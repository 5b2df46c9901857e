using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace HilRig.Cli.Tests.Nightly.Engines;

/// <summary>A Slurm of one node that is this machine, for one test: its own keys, ports and folders; nothing of a Slurm that is installed is touched.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
internal sealed class OneNodeSlurm : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string[] Running = ["PENDING", "RUNNING", "COMPLETING", "CONFIGURING", "SUSPENDED", "REQUEUED"];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hilrig-slurm-");
    private readonly List<Process> _daemons = [];

    /// <summary>Its configuration, which all its processes have in their environment.</summary>
    public string Configuration => In("slurm.conf");

    /// <summary>Gives it with its node idle; ignores the running test where Slurm is not installed.</summary>
    public static async Task<OneNodeSlurm> StartAsync()
    {
        foreach (var program in new[] { "munged", "slurmctld", "slurmd", "sbatch", "scontrol", "scancel", "sinfo" })
        {
            if (Find(program) is null)
                Assert.Ignore($"{program} is not installed (Debian: apt-get install slurmctld slurmd slurm-client munge)");
        }
        var slurm = new OneNodeSlurm();
        try
        {
            await slurm.BootAsync();
            return slurm;
        }
        catch
        {
            slurm.Dispose();
            throw;
        }
    }

    /// <summary>Submits in a folder; gives the number of the job.</summary>
    public async Task<string> SubmitAsync(string folder, Dictionary<string, string> environment, params string[] arguments) =>
        (await RunAsync("sbatch", folder, environment, ["--parsable", .. arguments])).Trim();

    public Task ControlAsync(params string[] arguments) => RunAsync("scontrol", _folder.FullName, [], arguments);

    /// <summary>Every job and array task as Slurm tells it.</summary>
    public async Task<IReadOnlyList<SlurmJob>> JobsAsync() =>
        [.. (await RunAsync("scontrol", _folder.FullName, [], ["show", "job", "--oneliner"]))
            .Split('\n').Where(line => line.StartsWith("JobId=", StringComparison.Ordinal)).Select(SlurmJob.Parse)];

    /// <summary>Waits until no job is left to run.</summary>
    public Task<IReadOnlyList<SlurmJob>> EndedAsync() => UntilAsync(jobs => !jobs.Any(job => Running.Contains(job.State)), "all have ended");

    /// <summary>Waits for something that must become of the jobs.</summary>
    public async Task<IReadOnlyList<SlurmJob>> UntilAsync(Func<IReadOnlyList<SlurmJob>, bool> condition, string what)
    {
        for (var watch = Stopwatch.StartNew(); ; await Task.Delay(100))
        {
            var jobs = await JobsAsync();
            if (condition(jobs))
                return jobs;
            if (watch.Elapsed > Patience)
                throw new TimeoutException($"waited {Patience.TotalSeconds:0} s for '{what}': {string.Join(", ", jobs)}\n{Logs()}");
        }
    }

    public void Dispose()
    {
        // Steps are no children of ours: they end with their jobs. Whatever should outlive that still has the path of this folder in its environment.
        foreach (var daemon in Enumerable.Reverse(_daemons))
        {
            daemon.Kill();
            daemon.WaitForExit();
            daemon.Dispose();
        }
        foreach (var left in With(Configuration))
        {
            left.Kill();
            left.WaitForExit(TimeSpan.FromSeconds(5));
        }
        _folder.Delete(recursive: true);
    }

    private async Task BootAsync()
    {
        var (controller, node) = FreePorts();
        await File.WriteAllBytesAsync(In("munge.key"), RandomNumberGenerator.GetBytes(1024));
        File.SetUnixFileMode(In("munge.key"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await File.WriteAllTextAsync(Configuration, Settings(controller, node));
        Directory.CreateDirectory(In("state"));
        Directory.CreateDirectory(In("spool"));
        // As whoever runs the tests, also where that is root, which munged refuses without being told.
        Start("munged", "--force", "--foreground", $"--socket={In("munge.socket")}", $"--key-file={In("munge.key")}", $"--seed-file={In("munge.seed")}",
            $"--log-file={In("munged.log")}", $"--pid-file={In("munged.pid")}");
        await UntilAsync(() => Task.FromResult(File.Exists(In("munge.socket"))), "munged listens");
        Start("slurmctld", "-D", "-f", Configuration);
        Start("slurmd", "-D", "-f", Configuration);
        await UntilAsync(async () => (await TryAsync("sinfo", _folder.FullName, [], ["--noheader", "--format=%T"])).Output.Trim() == "idle", "the node is idle");
    }

    private string Settings(int controller, int node)
    {
        var (host, user) = (Environment.MachineName.Split('.')[0], Environment.UserName);
        return $"""
            ClusterName=hilrig
            SlurmctldHost={host}(127.0.0.1)
            SlurmctldPort={controller}
            SlurmdPort={node}
            SlurmUser={user}
            SlurmdUser={user}
            AuthType=auth/munge
            AuthInfo=socket={In("munge.socket")}
            CredType=cred/munge
            StateSaveLocation={In("state")}
            SlurmdSpoolDir={In("spool")}
            SlurmctldPidFile={In("slurmctld.pid")}
            SlurmdPidFile={In("slurmd.pid")}
            SlurmctldLogFile={In("slurmctld.log")}
            SlurmdLogFile={In("slurmd.log")}
            SlurmdParameters=config_overrides
            MailProg=/bin/true
            ProctrackType=proctrack/linuxproc
            TaskPlugin=task/none
            JobAcctGatherType=jobacct_gather/none
            AccountingStorageType=accounting_storage/none
            SwitchType=switch/none
            MpiDefault=none
            KillWait=1
            ReturnToService=2
            SelectType=select/cons_tres
            SelectTypeParameters=CR_Core
            SchedulerParameters=batch_sched_delay=0,sched_interval=1,bf_interval=1
            NodeName={host} NodeAddr=127.0.0.1 CPUs=8 RealMemory=8192 State=UNKNOWN
            PartitionName=night Nodes={host} Default=YES MaxTime=INFINITE State=UP

            """;
    }

    private string In(string name) => Path.Combine(_folder.FullName, name);

    private void Start(string program, params string[] arguments)
    {
        var info = new ProcessStartInfo(Find(program)!, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        info.Environment["SLURM_CONF"] = Configuration;
        var daemon = Process.Start(info)!;
        _ = (daemon.StandardOutput.ReadToEndAsync(), daemon.StandardError.ReadToEndAsync());
        _daemons.Add(daemon);
    }

    private async Task<string> RunAsync(string program, string folder, Dictionary<string, string> environment, string[] arguments)
    {
        var run = await TryAsync(program, folder, environment, arguments);
        return run.ExitCode == 0 ? run.Output : throw new IOException($"{program} {string.Join(' ', arguments)} ended with {run.ExitCode}: {run.Errors}\n{Logs()}");
    }

    private async Task<Outcome> TryAsync(string program, string folder, Dictionary<string, string> environment, string[] arguments)
    {
        var info = new ProcessStartInfo(Find(program)!, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        foreach (var (name, value) in environment.Append(new("SLURM_CONF", Configuration)))
            info.Environment[name] = value;
        using var process = Process.Start(info)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var deadline = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(deadline.Token);
        return new(process.ExitCode, await output, await errors);
    }

    private async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        for (var watch = Stopwatch.StartNew(); !await condition(); await Task.Delay(50))
        {
            if (watch.Elapsed > Patience || _daemons.Any(daemon => daemon.HasExited))
                throw new IOException($"Slurm does not start: waited for '{what}'\n{Logs()}");
        }
    }

    /// <summary>How the daemons' logs end.</summary>
    public string Logs() => string.Join(
        '\n', Directory.GetFiles(_folder.FullName, "*.log").SelectMany(log => File.ReadAllLines(log).TakeLast(20).Prepend($"{Path.GetFileName(log)}:")));

    /// <summary>Processes that have a text in their environment.</summary>
    public static IEnumerable<Process> With(string text) => Process.GetProcesses().Where(process =>
    {
        try
        {
            return File.ReadAllText($"/proc/{process.Id}/environ").Contains(text, StringComparison.Ordinal);
        }
        // Somebody else's, or just ended.
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    });

    private static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/sbin")
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    private static (int First, int Second) FreePorts()
    {
        using var first = new TcpListener(IPAddress.Loopback, 0);
        using var second = new TcpListener(IPAddress.Loopback, 0);
        first.Start();
        second.Start();
        return (((IPEndPoint)first.LocalEndpoint).Port, ((IPEndPoint)second.LocalEndpoint).Port);
    }
}

/// <summary>A job, or a task of an array.</summary>
/// <param name="Array">Number of the array; empty for a job that is none.</param>
/// <param name="Task">As given in --array; a range where the tasks have not been told apart yet.</param>
internal sealed record SlurmJob(string Id, string Array, string Task, string State, int ExitCode, int Restarts)
{
    /// <summary>Reads a line of <c>scontrol show job --oneliner</c>.</summary>
    public static SlurmJob Parse(string line)
    {
        string Field(string name) => Regex.Match(line, $@"(?:^|\s){name}=(\S*)").Groups[1].Value;
        return new(
            Field("JobId"), Field("ArrayJobId"), Field("ArrayTaskId"), Field("JobState"),
            int.Parse(Field("ExitCode").Split(':')[0], CultureInfo.InvariantCulture), int.Parse(Field("Restarts"), CultureInfo.InvariantCulture));
    }
}
