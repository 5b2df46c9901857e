using HilRig.Harness.Targets;
using Serilog.Core;

namespace HilRig.Harness.Nightly.Execution;

/// <summary>What running a night needs besides its plan.</summary>
public sealed record NightSettings
{
    /// <summary>Opens a job's device log at a path.</summary>
    public Func<string, Logger> OpenLog { get; init; } = _ => (Logger)Logger.None;

    /// <summary>Told of each job.</summary>
    public INightWatcher Watcher { get; init; } = new BlindWatcher();

    /// <summary>How long to wait for a board that somebody else has locked.</summary>
    public TimeSpan LockPatience { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Replaces how a target is opened; for tests that plant faults.</summary>
    public Func<string, TargetSettings, CancellationToken, Task<ITarget>> Open { get; init; } = TargetFactory.OpenAsync;

    /// <summary>The day that quarantines are held against.</summary>
    public DateOnly Today { get; init; } = DateOnly.FromDateTime(DateTime.Now);
}
