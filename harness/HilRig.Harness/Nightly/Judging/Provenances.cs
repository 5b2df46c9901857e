namespace HilRig.Harness.Nightly.Judging;

/// <summary>Names of where figures come from that decide how they are compared.</summary>
internal static class Provenances
{
    /// <summary>A silicon counter's: it has noise.</summary>
    public const string Measured = "measured";
}
