namespace HilRig.Harness.Devices;

/// <summary>The board computes and says so, but takes longer than anyone should wait.</summary>
public sealed class DeviceSlowException : InfrastructureException
{
    /// <param name="link">Description of the transport.</param>
    /// <param name="request">What was asked.</param>
    /// <param name="waited">How long.</param>
    /// <param name="finished">The operator that finished last.</param>
    public DeviceSlowException(string link, string request, TimeSpan waited, ushort finished)
        : base($"The board on {link} is slow, not hung: {request} is at work after {waited.TotalSeconds:F1} s, operator {finished} finished last. "
            + "Raise --timeout, run fewer samples at once, or use a smaller model.")
    {
    }
}
