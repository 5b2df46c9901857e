using Serilog;
using Serilog.Core;

namespace HilRig.Cli.Console;

/// <summary>The device log of a run: what the board says and what the link does, one file a run.</summary>
internal sealed class DeviceLog : IAsyncDisposable
{
    private readonly Logger _logger;

    private DeviceLog(Logger logger) => _logger = logger;

    public ILogger Logger => _logger;

    public static DeviceLog Open(string path) => new(Create(path));

    /// <summary>The same for whoever closes it himself.</summary>
    public static Logger Create(string path) => new LoggerConfiguration()
        .MinimumLevel.Debug()
        .WriteTo.File(path, outputTemplate: "{Timestamp:HH:mm:ss.fff} {Level:u3} {Message:lj}{NewLine}{Exception}", formatProvider: System.Globalization.CultureInfo.InvariantCulture)
        .CreateLogger();

    public ValueTask DisposeAsync() => _logger.DisposeAsync();
}
