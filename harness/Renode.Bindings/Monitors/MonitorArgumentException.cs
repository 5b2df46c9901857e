namespace Renode.Bindings.Monitors;

/// <summary>A value that the monitor's language cannot say.</summary>
public sealed class MonitorArgumentException : RenodeException
{
    internal MonitorArgumentException(string value, string why)
        : base($"'{value}' cannot be given to Renode's monitor: {why}.") => Value = value;

    /// <summary>The value refused.</summary>
    public string Value { get; }
}
