namespace HilRig.Harness.Flashing.Flashers;

/// <summary>SEGGER's J-Link Commander; its target is a device, `nRF52840_xxAA`.</summary>
internal sealed class JLink : IFlasher
{
    public string Name => "jlink";

    public string? Program => "JLinkExe";

    public string Install => "the J-Link Software Pack from segger.com";

    public FlashPlan Flash(FlashJob job) => Plan(job, $"loadfile \"{job.FileOf(FlashFormat.Hex)}\"\nr\ng\nexit\n");

    public FlashPlan? Reset(FlashJob job) => Plan(job, "r\ng\nexit\n");

    private static FlashPlan Plan(FlashJob job, string commands)
    {
        var script = Path.Combine(job.Folder, "hilrig.jlink");
        return new(
            FlashFormat.Hex,
            [
                new WriteStep(script, commands),
                new RunStep("JLinkExe", [
                    "-NoGui", "1", "-ExitOnError", "1", "-USB", job.Probe.Serial.TrimStart('0'), "-Device", job.Target, "-If", "SWD", "-Speed", "4000",
                    "-AutoConnect", "1", .. job.Parameters, "-CommandFile", script]),
            ]);
    }
}
