namespace HilRig.Harness.Devices;

/// <summary>The board sent frames before, and now does not answer.</summary>
public sealed class DeviceHungException : InfrastructureException
{
    /// <param name="link">Description of the transport.</param>
    /// <param name="request">What was asked.</param>
    /// <param name="waited">How long and how often.</param>
    /// <param name="before">What it did before, e.g. "3 answers, the last to Ping".</param>
    public DeviceHungException(string link, string request, string waited, string before)
        : base($"The board on {link} hangs: {request} got no answer {waited}, after {before}. "
            + "Reset it; if the model is large, raise the time estimate of the run.")
    {
    }
}
