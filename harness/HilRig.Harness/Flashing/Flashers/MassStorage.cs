namespace HilRig.Harness.Flashing.Flashers;

/// <summary>The drive of a DAPLink, ST-LINK or J-Link on a board: what is copied there is flashed. The target is `auto`.</summary>
internal sealed class MassStorage : IFlasher
{
    public string Name => "mass-storage";

    public string? Program => null;

    public string Install => "nothing; mount the probe's drive";

    public FlashPlan Flash(FlashJob job) => new(FlashFormat.Bin, [new CopyStep(job.FileOf(FlashFormat.Bin), job.Probe, "MBED.HTM")]);

    public FlashPlan? Reset(FlashJob job) => null;
}
