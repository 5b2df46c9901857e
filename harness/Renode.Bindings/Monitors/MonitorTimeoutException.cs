namespace Renode.Bindings.Monitors;

/// <summary>
/// No prompt came in time. The command may still be at work, so the session's monitor is not used again: dispose the session.
/// </summary>
public sealed class MonitorTimeoutException : RenodeException
{
    internal MonitorTimeoutException(string command, TimeSpan timeout, string received)
        : base($"Renode did not finish `{command}` within {timeout.TotalSeconds:0.###} s; it had answered '{received}'. "
            + "Give it more time, or dispose the session.") => Command = command;

    /// <summary>The command that was at work.</summary>
    public string Command { get; }
}
