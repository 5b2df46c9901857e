namespace HilRig.Cli;

/// <summary>Exit codes of every verb.</summary>
internal static class ExitCode
{
    public const int Pass = 0;

    /// <summary>A comparison or a gate failed.</summary>
    public const int CheckFailed = 1;

    /// <summary>Bad arguments, a bad model or bad data.</summary>
    public const int Usage = 2;

    /// <summary>Link, firmware or emulator.</summary>
    public const int Infrastructure = 3;

    /// <summary>No such board or port, or it cannot be told which is meant.</summary>
    public const int NoSuchDevice = 4;

    /// <summary>Everything is right and within its gates, and something is worse than the baseline.</summary>
    public const int Regression = 5;

    public const int Cancelled = 130;
}
