using HilRig.Harness.Devices;
using HilRig.Harness.Transports.Faults;
using HilRig.Harness.Transports.WireLogs;
using HilRig.Protocol;
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
    /// reset before each.
    /// </summary>
    public bool Stateful { get; init; }

    /// <summary>How long a board may take to answer besides computing and transfer, for each of three attempts.</summary>
    public TimeSpan ReplyTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Makes the link a bad one; null for the link as it is.</summary>
    public FaultPlan? Faults { get; init; }

    /// <summary>What was injected, over all links that were opened with <see cref="Faults"/>.</summary>
    public FaultTally Injected { get; } = new();

    /// <summary>The hardware map that `board:NAME` is looked up in; null for the usual one.</summary>
    public string? Map { get; init; }

    /// <summary>A shell command that restarts a physical board, the last resort: a relay, a USB hub; null for none.</summary>
    public string? ResetCommand { get; init; }

    /// <summary>How often a board that is lost may be brought back before the run fails; 0 for never.</summary>
    public int Recoveries { get; init; } = 3;

    /// <summary>All deadlines of the device client; null for the usual ones with <see cref="ReplyTimeout"/>.</summary>
    public DeviceClientOptions? Client { get; init; }

    internal DeviceClientOptions ClientOptions => Client ?? new() { ReplyTimeout = ReplyTimeout };

    /// <summary>A link with faults and recording as wanted; the record shows what the host saw.</summary>
    internal ITransport Wrap(ITransport link)
    {
        var bad = Faults is { } plan ? new FaultyTransport(link, plan, Injected) : link;
        return Wire is { } wire ? new RecordingTransport(bad, wire) : bad;
    }
}
