namespace HilRig.Harness.Flashing;

/// <summary>A way to get a firmware into a board. The probe is always named by its serial number.</summary>
public interface IFlasher
{
    /// <summary>As in board.json, in the hardware map (Zephyr's runner names) and after `--runner`.</summary>
    string Name { get; }

    /// <summary>The program it needs on PATH; null for a drive, which needs none.</summary>
    string? Program { get; }

    /// <summary>What installs the program.</summary>
    string Install { get; }

    /// <summary>How a job is done.</summary>
    FlashPlan Flash(FlashJob job);

    /// <summary>How the board is only restarted; null where this way cannot.</summary>
    FlashPlan? Reset(FlashJob job);
}
