using HilRig.Reporting.Records.Bias;

namespace HilRig.Harness.Bias.Repair;

/// <summary>What a repair gives.</summary>
/// <param name="Model">The <c>.tflite</c> with the chosen plan's INT8 and INT16 biases.</param>
public sealed record RepairResult(RepairRecord Record, byte[] Model)
{
    public bool Passed => Record.Verdict == "pass";
}
