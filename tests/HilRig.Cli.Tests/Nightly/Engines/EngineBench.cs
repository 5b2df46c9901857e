using System.Diagnostics;
using System.Text.Json;
using HilRig.Reporting.Records.Nightly;
using HilRig.Reporting.Writers;

namespace HilRig.Cli.Tests.Nightly.Engines;

/// <summary>A small night of simulators that engines run in parts, and what one process finds in it.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
internal sealed class EngineBench : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);
    private readonly WorkFolder _folder = new();

    public string Config => _folder["hilrig.yml"];

    /// <summary>The folder that all parts see.</summary>
    public string Out => _folder["out"];

    public string this[string name] => _folder[name];

    /// <summary>Eight jobs: four kinds of biases on two simulators. Relative paths in <paramref name="more"/> are the config's.</summary>
    public void Write(string more = "") => File.WriteAllText(Config, $"""
        name: bench
        models:
          digits:
            path: {CommandLine.Model}
            inputs: {CommandLine.Inputs}
            labels: {CommandLine.LabelFile}
            samples: 3
        targets: [sim:c, sim:dsp]
        schemes: [int32, int16:layer-shift, int8:channel-shift, int8:layer-shift]
        {more}
        """);

    /// <summary>result.json of one process that runs all of it.</summary>
    public async Task<byte[]> WholeAsync(int exitCode = 0)
    {
        var whole = await CommandLine.RunAsync("nightly", "-c", Config, "--out", this["whole"], "--quiet");
        Assert.That(whole.ExitCode, Is.EqualTo(exitCode), whole.Errors);
        return await ResultAsync(this["whole"]);
    }

    /// <summary>result.json of the only night in a folder.</summary>
    public static Task<byte[]> ResultAsync(string root) => File.ReadAllBytesAsync(Path.Combine(Nights(root).Single(), "result.json"));

    /// <summary>Folders of nights and their parts, in the order they began.</summary>
    public static IReadOnlyList<string> Nights(string root) => !Directory.Exists(root) ? []
        : [.. Directory.GetDirectories(root, "*-nightly-*").Order(StringComparer.Ordinal)];

    public static NightTimes Times(string night) =>
        JsonSerializer.Deserialize<NightTimes>(File.ReadAllText(Path.Combine(night, "times.json")), JsonWriter.Options)!;

    /// <summary>How many jobs a night that runs has done.</summary>
    public static int Done(string night)
    {
        var journal = Path.Combine(night, "journal.jsonl");
        if (!File.Exists(journal))
            return 0;
        using var file = new FileStream(journal, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return reader.ReadToEnd().Split('\n').Count(line => line.Contains("\"outcome\"", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>A program that does what ./hilrig does of a checkout where everything is built.</summary>
    public string Launcher(string name = "hilrig")
    {
        File.WriteAllText(this[name], $"#!/bin/sh\nexec dotnet '{CommandLine.Program}' \"$@\"\n");
        File.SetUnixFileMode(this[name], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return this[name];
    }

    /// <summary>Runs any program in the bench's folder.</summary>
    public async Task<Outcome> RunAsync(Dictionary<string, string> environment, string program, params string[] arguments)
    {
        var info = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(Config)!,
        };
        foreach (var (name, value) in environment)
            info.Environment[name] = value;
        using var process = Process.Start(info)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var deadline = new CancellationTokenSource(Deadline);
        await process.WaitForExitAsync(deadline.Token);
        return new(process.ExitCode, await output, await errors);
    }

    /// <summary>Waits for something that must happen.</summary>
    public static async Task UntilAsync(Func<bool> condition, Func<string> what)
    {
        for (var watch = Stopwatch.StartNew(); !condition(); await Task.Delay(20))
            Assert.That(watch.Elapsed, Is.LessThan(Deadline), what);
    }

    public void Dispose() => _folder.Dispose();
}
