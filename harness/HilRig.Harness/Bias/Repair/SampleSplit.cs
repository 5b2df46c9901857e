using HilRig.Harness.Data;

namespace HilRig.Harness.Bias.Repair;

/// <summary>Which samples are fitted, and which judge.</summary>
/// <param name="Fit">Positions, ascending.</param>
/// <param name="Judged">All others, ascending.</param>
/// <param name="Text">How they were divided.</param>
public sealed record SampleSplit(int[] Fit, int[] Judged, string Text)
{
    /// <summary>The first samples are fitted.</summary>
    /// <param name="count">Of the samples.</param>
    /// <param name="fit">1 to count - 1.</param>
    /// <exception cref="UsageException">That leaves nothing to fit or nothing to judge.</exception>
    public static SampleSplit First(int count, int fit) => fit > 0 && fit < count
        ? new([.. Enumerable.Range(0, fit)], [.. Enumerable.Range(fit, count - fit)], $"the first {fit} of {count} samples")
        : throw new UsageException($"--fit is {fit}, legal are 1 to {count - 1}: some of the {count} samples must be left to judge");

    /// <summary>A share of the samples, drawn by a seed, judges.</summary>
    /// <param name="holdout">Share, above 0 and below 1.</param>
    /// <exception cref="UsageException">That leaves nothing to fit or nothing to judge.</exception>
    public static SampleSplit Random(int count, double holdout, int seed)
    {
        var judged = holdout is > 0 and < 1 ? (int)Math.Round(count * holdout) : 0;
        if (judged < 1 || judged >= count)
            throw new UsageException($"--holdout is {holdout}, legal is above 0 and below 1, with one of {count} samples on each side");
        var order = Enumerable.Range(0, count).ToArray();
        new Random(seed).Shuffle(order);
        return new([.. order[judged..].Order()], [.. order[..judged].Order()], $"{count - judged} of {count} samples, drawn by seed {seed}");
    }

    /// <summary>The bytes of some samples.</summary>
    public static byte[] Of(SampleSet samples, int[] positions)
    {
        var size = samples.Bytes.Length / samples.Count;
        var bytes = new byte[size * positions.Length];
        for (var i = 0; i < positions.Length; i++)
            samples.Sample(positions[i]).CopyTo(bytes.AsMemory(i * size));
        return bytes;
    }
}
