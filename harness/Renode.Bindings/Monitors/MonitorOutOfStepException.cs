namespace Renode.Bindings.Monitors;

/// <summary>Commands and replies no longer belong together: the monitor cannot be used further. Dispose the session.</summary>
public sealed class MonitorOutOfStepException : RenodeException
{
    internal MonitorOutOfStepException(string command, string received)
        : base($"The monitor's echo of `{command}` is '{Shortened(received)}': replies are out of step. Dispose the session; only one client may use a monitor.")
    {
    }

    internal MonitorOutOfStepException(string unfinished)
        : base($"The monitor's last command, `{unfinished}`, was given up before its prompt came; it cannot be used further. Dispose the session.")
    {
    }

    private static string Shortened(string text) => text.Length > 200 ? text[..200] + "…" : text;
}
