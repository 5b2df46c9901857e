using HilRig.Protocol;

namespace HilRig.Harness.Devices;

/// <summary>
/// How long requests usually take on this link, by command, size and work: smoothed mean and deviation, as RFC 6298 has them for TCP. A reply
/// that came after a repeat tells nothing (it may answer either), so only clean exchanges count.
/// </summary>
internal sealed class RoundTrips
{
    private const int BytesPerClass = 64;
    private const double MeanGain = 1.0 / 8;
    private const double DeviationGain = 1.0 / 4;
    private readonly Dictionary<(CommandCode, int, TimeSpan), (double Mean, double Deviation)> _known = [];

    /// <summary>Time after which such a request is late; null when none was timed yet.</summary>
    public TimeSpan? Late(CommandCode command, int bytes, TimeSpan work) =>
        _known.TryGetValue(Key(command, bytes, work), out var known)
            // Half as long again, because on a busy machine the deviation of hundreds of quick answers forgets the last slow one.
            ? TimeSpan.FromSeconds((1.5 * known.Mean) + (4 * known.Deviation))
            : null;

    public void Add(CommandCode command, int bytes, TimeSpan work, TimeSpan took)
    {
        var (key, seconds) = (Key(command, bytes, work), took.TotalSeconds);
        if (!_known.TryGetValue(key, out var known))
        {
            _known[key] = (seconds, seconds / 2);
            return;
        }
        var deviation = known.Deviation + (DeviationGain * (Math.Abs(seconds - known.Mean) - known.Deviation));
        _known[key] = (known.Mean + (MeanGain * (seconds - known.Mean)), deviation);
    }

    private static (CommandCode Command, int Size, TimeSpan Work) Key(CommandCode command, int bytes, TimeSpan work) => (command, bytes / BytesPerClass, work);
}
