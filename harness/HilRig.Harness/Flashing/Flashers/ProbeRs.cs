namespace HilRig.Harness.Flashing.Flashers;

/// <summary>probe-rs; its target is a chip, `STM32F446RETx`.</summary>
internal sealed class ProbeRs : IFlasher
{
    public string Name => "probe-rs";

    public string? Program => "probe-rs";

    public string Install => "cargo install probe-rs-tools --locked";

    public FlashPlan Flash(FlashJob job) => new(
        FlashFormat.Elf, [Run(job, "download", "--verify", "--binary-format", "elf", job.FileOf(FlashFormat.Elf)), Run(job, "reset")]);

    public FlashPlan? Reset(FlashJob job) => new(FlashFormat.Elf, [Run(job, "reset")]);

    private static RunStep Run(FlashJob job, string verb, params string[] more) => new(
        "probe-rs",
        [
            verb, "--non-interactive", "--chip", job.Target, "--probe", $"{job.Probe.Vendor:x4}:{job.Probe.Product:x4}:{job.Probe.Serial}",
            .. job.Parameters, .. more,
        ]);
}
