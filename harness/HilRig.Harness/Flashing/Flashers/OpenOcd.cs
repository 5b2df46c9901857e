namespace HilRig.Harness.Flashing.Flashers;

/// <summary>OpenOCD 0.12 or newer; its target is a configuration file, `board/st_nucleo_f4.cfg`.</summary>
internal sealed class OpenOcd : IFlasher
{
    public string Name => "openocd";

    public string? Program => "openocd";

    public string Install => "apt-get install openocd";

    // Braces keep a path whole in OpenOCD's Tcl.
    public FlashPlan Flash(FlashJob job) => Plan(job, $"program {{{job.FileOf(FlashFormat.Elf)}}} verify reset exit");

    public FlashPlan? Reset(FlashJob job) => Plan(job, "init; reset run; shutdown");

    private static FlashPlan Plan(FlashJob job, string commands) => new(
        FlashFormat.Elf,
        [new RunStep("openocd", ["-f", job.Target, "-c", $"adapter serial {job.Probe.Serial}", .. job.Parameters, "-c", commands])]);
}
