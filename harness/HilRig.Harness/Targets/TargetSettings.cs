using HilRig.Harness.Transports.WireLogs;
using Serilog;

namespace HilRig.Harness.Targets;

/// <summary>What opening a target needs besides its name.</summary>
public sealed record TargetSettings
{
    /// <summary>Where device text and link trouble go.</summary>
    public ILogger Log { get; init; } = Serilog.Core.Logger.None;

    /// <summary>Records every byte of the wire; null for none.</summary>
    public WireLogWriter? Wire { get; init; }

    /// <summary>Send images and samples over the wire even where shared memory is there.</summary>
    public bool WireOnly { get; init; }

    /// <summary>
    /// True when the samples are one stream: variable tensors (SVDF, LSTM) keep their values from sample to sample; else they are
    /// reset before each. Only the simulator runs models with variable tensors.
    /// </summary>
    public bool Stateful { get; init; }

    /// <summary>How long a board may take to answer besides computing and transfer, for each of three attempts.</summary>
    public TimeSpan ReplyTimeout { get; init; } = TimeSpan.FromSeconds(5);
}
