namespace HilRig.Harness.Flashing.Flashers;

/// <summary>A UF2 bootloader's drive; the target is the family number, `0xe48bff56`. It restarts by itself once the file is there.</summary>
internal sealed class Uf2Drive : IFlasher
{
    public string Name => "uf2";

    public string? Program => null;

    public string Install => "nothing; put the board into its bootloader (two presses of reset)";

    public FlashPlan Flash(FlashJob job) => new(FlashFormat.Uf2, [new CopyStep(job.FileOf(FlashFormat.Uf2), job.Probe, "INFO_UF2.TXT")]);

    public FlashPlan? Reset(FlashJob job) => null;
}
