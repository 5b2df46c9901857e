using HilRig.Harness.Elf;

namespace HilRig.Harness.Devices;

/// <summary>How patient a <see cref="DeviceClient"/> is.</summary>
public sealed record DeviceClientOptions
{
    /// <summary>Time for an answer besides transfer and work, per attempt. The first byte from QEMU can take a second.</summary>
    public TimeSpan ReplyTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How many such times pass before the board counts as hung, 1 or more. The request itself is repeated sooner and more often: as soon as it is
    /// later than usual. Repeating is harmless: the board keeps its last reply.
    /// </summary>
    public int Attempts { get; init; } = 3;

    /// <summary>The slowest the link may be, in bytes per second; the time of a transfer is added to the deadline.</summary>
    public int BytesPerSecond { get; init; } = 4_000;

    /// <summary>How far a run may exceed its estimate.</summary>
    public double EstimateFactor { get; init; } = 4;

    /// <summary>How many times its deadline a board that says it computes may take.</summary>
    public double SlowFactor { get; init; } = 10;

    /// <summary>Time for a board to come back from RESET.</summary>
    public TimeSpan ResetTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Time for the answer to a request whose like was never timed on this link, besides transfer and work, before it is repeated.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The same before anything was answered: a board may just start.</summary>
    public TimeSpan BootWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Added to the usual time of a request before it is repeated: what a busy host may be late by.</summary>
    public TimeSpan RepeatFloor { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <summary>
    /// The same for requests that compute, once the link has lost something: a repeat that arrives during a run is an interrupt in what is counted. On a
    /// link that has lost nothing it is <see cref="ReplyTimeout"/>.
    /// </summary>
    public TimeSpan RepeatFloorOfRuns { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Of the firmware, to name places in a crash; null when its ELF is not at hand.</summary>
    public ElfSymbols? Symbols { get; init; }

    /// <summary>Deadline of one attempt.</summary>
    /// <param name="bytes">Travelling in both directions.</param>
    /// <param name="work">Estimate of what the board computes meanwhile.</param>
    internal TimeSpan DeadlineFor(int bytes, TimeSpan work) => ReplyTimeout + TransferOf(bytes) + (work * EstimateFactor);

    internal TimeSpan TransferOf(int bytes) => TimeSpan.FromSeconds((double)bytes / BytesPerSecond);

    /// <param name="counts">The board counts cycles or instructions, which an interrupt would change.</param>
    /// <param name="lossy">The link has lost something before.</param>
    internal TimeSpan Floor(TimeSpan work, bool counts, bool lossy) =>
        !counts || work == TimeSpan.Zero ? RepeatFloor : lossy ? RepeatFloorOfRuns : ReplyTimeout;
}
