namespace HilRig.Harness.Devices;

/// <summary>How patient a <see cref="DeviceClient"/> is.</summary>
public sealed record DeviceClientOptions
{
    /// <summary>Time for an answer besides transfer and work, per attempt. The first byte from QEMU can take a second.</summary>
    public TimeSpan ReplyTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How often the same bytes are sent before the board counts as hung, 1 or more. Repeating is harmless: the board keeps its last reply.</summary>
    public int Attempts { get; init; } = 3;

    /// <summary>The slowest the link may be, in bytes per second; the time of a transfer is added to the deadline.</summary>
    public int BytesPerSecond { get; init; } = 4_000;

    /// <summary>How far a run may exceed its estimate.</summary>
    public double EstimateFactor { get; init; } = 4;

    /// <summary>Time for a board to come back from RESET.</summary>
    public TimeSpan ResetTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Deadline of one attempt.</summary>
    /// <param name="bytes">Travelling in both directions.</param>
    /// <param name="work">Estimate of what the board computes meanwhile.</param>
    internal TimeSpan DeadlineFor(int bytes, TimeSpan work) =>
        ReplyTimeout + TimeSpan.FromSeconds((double)bytes / BytesPerSecond) + (work * EstimateFactor);
}
