using Renode.Bindings.Installations;

namespace Renode.Bindings;

/// <summary>How a Renode is started. Everything has a default.</summary>
public sealed record RenodeOptions
{
    /// <summary>Which one; null finds it, see <see cref="RenodeInstallation.Find()"/>.</summary>
    public RenodeInstallation? Installation { get; init; }

    /// <summary>Port of the monitor, 1..65535; 0 lets Renode pick a free one. It listens on every interface, not on the loopback alone.</summary>
    public int MonitorPort { get; init; }

    /// <summary>Time for the process to open its monitor and greet: about 1 s on an idle machine.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Time for a monitor command that is given none of its own.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Further arguments for Renode. Not `--plain`: errors are known by their colour.</summary>
    public IReadOnlyList<string> ExtraArguments { get; init; } = [];

    /// <summary>Gets every line of Renode's log, on a thread of the library; keep it short and let it throw nothing.</summary>
    public Action<string>? LogReceived { get; init; }

    /// <exception cref="RenodeException">A value out of range.</exception>
    internal void Check()
    {
        if (MonitorPort is < 0 or > 65535)
            throw new RenodeException($"Monitor port {MonitorPort} is not in 0..65535; 0 picks a free one.");
        if (StartTimeout <= TimeSpan.Zero || CommandTimeout <= TimeSpan.Zero)
            throw new RenodeException($"Timeouts must be positive; start {StartTimeout}, command {CommandTimeout}.");
        if (ExtraArguments.Contains("--plain") || ExtraArguments.Contains("-p"))
            throw new RenodeException("`--plain` takes the colours by which the monitor's errors are known: leave it out.");
    }
}
