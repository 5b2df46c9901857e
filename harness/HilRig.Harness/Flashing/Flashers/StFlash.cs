namespace HilRig.Harness.Flashing.Flashers;

/// <summary>st-flash of stlink-tools; it finds the chip itself, and its target is `auto`.</summary>
internal sealed class StFlash : IFlasher
{
    public string Name => "st-flash";

    public string? Program => "st-flash";

    public string Install => "apt-get install stlink-tools";

    public FlashPlan Flash(FlashJob job) => Plan(job, "--reset", "--format", "ihex", "write", job.FileOf(FlashFormat.Hex));

    public FlashPlan? Reset(FlashJob job) => Plan(job, "reset");

    private static FlashPlan Plan(FlashJob job, params string[] words) =>
        new(FlashFormat.Hex, [new RunStep("st-flash", ["--serial", job.Probe.Serial, .. job.Parameters, .. words])]);
}
