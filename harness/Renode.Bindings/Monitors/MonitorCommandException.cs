namespace Renode.Bindings.Monitors;

/// <summary>The monitor answered a command with an error. It goes on: the session can be used further.</summary>
public sealed class MonitorCommandException : RenodeException
{
    internal MonitorCommandException(string command, MonitorReply reply)
        : base($"Renode refused `{command}`: {reply.Error}") => (Command, Reply) = (command, reply);

    /// <summary>The command as it was sent.</summary>
    public string Command { get; }

    /// <summary>All that came: <see cref="MonitorReply.Error"/> is Renode's message.</summary>
    public MonitorReply Reply { get; }
}
