namespace HilRig.Harness.Flashing.Flashers;

/// <summary>pyOCD; its target is a CMSIS pack's part number, `stm32l552zetxq`.</summary>
internal sealed class PyOcd : IFlasher
{
    public string Name => "pyocd";

    public string? Program => "pyocd";

    public string Install => "pipx install pyocd";

    public FlashPlan Flash(FlashJob job) => new(FlashFormat.Hex, [Run(job, "flash", job.FileOf(FlashFormat.Hex)), Run(job, "reset")]);

    public FlashPlan? Reset(FlashJob job) => new(FlashFormat.Hex, [Run(job, "reset")]);

    private static RunStep Run(FlashJob job, string verb, params string[] file) =>
        new("pyocd", [verb, "--uid", job.Probe.Serial, "--target", job.Target, .. job.Parameters, .. file]);
}
