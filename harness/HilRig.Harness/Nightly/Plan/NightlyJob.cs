using HilRig.Harness.Nightly.Config;
using HilRig.Harness.Runs;

namespace HilRig.Harness.Nightly.Plan;

/// <summary>One model with one kind of bias and one set of samples on one target.</summary>
/// <param name="Index">Place in the whole plan, from 0.</param>
/// <param name="Id">Unique and stable over nights: <c>digits/int8:channel-shift/qemu:mps2-an386</c>.</param>
/// <param name="DataName">Empty where the model has one set.</param>
/// <param name="IsOptional">Left out where the target is not installed.</param>
/// <param name="Gates">The night's, the model's and the set's.</param>
public sealed record NightlyJob(
    int Index, string Id, string ModelName, ModelConfig Model, string DataName, DataConfig Data, string Scheme, string Target, bool IsOptional,
    IReadOnlyList<string> Gates)
{
    /// <summary>Model and set of samples, the first part of the id.</summary>
    public string Subject => Id.Split('/')[0];

    /// <summary>What jobs share that differ in the target only.</summary>
    internal string Comparison => $"{Subject}/{Scheme}";

    /// <summary>A folder's name that sorts as the plan does.</summary>
    internal string Folder => FileNames.Of($"{Index + 1:00000}-{Id}", "-");
}
