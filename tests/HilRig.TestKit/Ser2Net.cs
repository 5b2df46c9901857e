using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using NUnit.Framework;

namespace HilRig.TestKit;

/// <summary>A real serial server on this machine alone: one device, as telnet with RFC 2217 on one port and as it is on another.</summary>
public sealed class Ser2Net : IDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(10);
    private readonly string _program;

    // By this ending it knows its configuration's language.
    private readonly string _configuration = Path.Combine(Path.GetTempPath(), $"hilrig-{Guid.NewGuid():N}.yaml");
    private Process? _process;

    private Ser2Net(string device)
    {
        _program = Find();
        (TelnetPort, RawPort) = FreePorts();
        File.WriteAllText(_configuration, $"""
            connection: &telnet
              accepter: telnet(rfc2217),tcp,127.0.0.1,{TelnetPort}
              connector: serialdev,{device},115200N81,local
            connection: &raw
              accepter: tcp,127.0.0.1,{RawPort}
              connector: serialdev,{device},115200N81,local

            """);
    }

    /// <summary>telnet(rfc2217) on 127.0.0.1.</summary>
    public int TelnetPort { get; }

    /// <summary>Bytes as they are on 127.0.0.1.</summary>
    public int RawPort { get; }

    /// <param name="device">A serial port or a pseudo terminal; ignores the running test where ser2net is not installed.</param>
    public static async Task<Ser2Net> StartAsync(string device)
    {
        var server = new Ser2Net(device);
        await server.StartAsync();
        return server;
    }

    /// <summary>Starts it again, on the same ports.</summary>
    public async Task StartAsync()
    {
        _process = Process.Start(new ProcessStartInfo(_program, ["-n", "-u", "-d", "-c", _configuration]) { RedirectStandardError = true })!;
        for (var watch = Stopwatch.StartNew(); !IsListening(TelnetPort) || !IsListening(RawPort); await Task.Delay(10))
            if (_process.HasExited || watch.Elapsed > StartPatience)
                throw await FailedAsync(_process);
        _ = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>Ends it as a crash does.</summary>
    public void Kill()
    {
        _process?.Kill();
        _process?.WaitForExit();
        _process?.Dispose();
        _process = null;
    }

    public void Dispose()
    {
        Kill();
        File.Delete(_configuration);
    }

    /// <summary>A port on which nobody listens.</summary>
    public static int FreePort() => FreePorts().First;

    private async Task<IOException> FailedAsync(Process process)
    {
        process.Kill();
        var words = await process.StandardError.ReadToEndAsync();
        Dispose();
        return new($"ser2net does not listen on ports {TelnetPort} and {RawPort}: {words}");
    }

    private static string Find()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator).Append("/usr/sbin");
        var found = folders.Select(folder => Path.Combine(folder, "ser2net")).FirstOrDefault(File.Exists);
        if (found is null)
            Assert.Ignore("ser2net is not installed (Debian: apt-get install ser2net)");
        return found!;
    }

    private static (int First, int Second) FreePorts()
    {
        using var first = new TcpListener(IPAddress.Loopback, 0);
        using var second = new TcpListener(IPAddress.Loopback, 0);
        first.Start();
        second.Start();
        return (((IPEndPoint)first.LocalEndpoint).Port, ((IPEndPoint)second.LocalEndpoint).Port);
    }

    // By the kernel's table: a connection to try it would open the device, which takes one client.
    private static bool IsListening(int port) => File.ReadLines("/proc/net/tcp")
        .Any(line => line.Contains(string.Create(CultureInfo.InvariantCulture, $":{port:X4} 00000000:0000 0A"), StringComparison.Ordinal));
}
