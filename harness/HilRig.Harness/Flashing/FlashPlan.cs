namespace HilRig.Harness.Flashing;

/// <summary>What a flasher will do, as data: what a test reads and a user can be shown.</summary>
/// <param name="Format">The file it takes.</param>
/// <param name="Steps">In their order.</param>
public sealed record FlashPlan(FlashFormat Format, IReadOnlyList<FlashStep> Steps);

/// <summary>One thing done.</summary>
public abstract record FlashStep;

/// <summary>A program is run; it must end with 0.</summary>
/// <param name="Program">Name on PATH.</param>
/// <param name="Arguments">Each one argument.</param>
public sealed record RunStep(string Program, IReadOnlyList<string> Arguments) : FlashStep
{
    /// <summary>As a shell would take it.</summary>
    public override string ToString() =>
        string.Join(' ', Arguments.Prepend(Program).Select(word => word.Any(c => " {}\"'$".Contains(c, StringComparison.Ordinal)) ? $"'{word}'" : word));
}

/// <summary>A file is written for a later step.</summary>
public sealed record WriteStep(string Path, string Text) : FlashStep
{
    public override string ToString() => $"write {Path}: {Text.ReplaceLineEndings("; ").TrimEnd(' ', ';')}";
}

/// <summary>A file is copied to the probe's or bootloader's drive.</summary>
/// <param name="Marker">A file that only the right kind of drive has.</param>
public sealed record CopyStep(string Path, FlashProbe Probe, string Marker) : FlashStep
{
    public override string ToString() => $"copy {Path} to the drive of {Probe.Serial} that has {Marker}";
}
