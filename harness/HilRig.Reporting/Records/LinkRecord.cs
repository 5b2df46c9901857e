namespace HilRig.Reporting.Records;

/// <summary>How well the link to a board did.</summary>
/// <param name="Repeats">Requests that had to be sent again.</param>
/// <param name="Recoveries">How often the board itself was lost and brought back, in order.</param>
public sealed record LinkRecord(long Repeats, IReadOnlyList<RecoveryRecord> Recoveries);

/// <summary>A board that was lost and brought back; the work was done again.</summary>
/// <param name="Cause"><c>hang</c>, <c>crash</c>, <c>slow</c>, <c>dead</c>, <c>restart</c> or <c>garbage</c>.</param>
/// <param name="During">What was being done: <c>sample 17</c>.</param>
/// <param name="Message">The failure in words.</param>
/// <param name="Rung">What brought it back: <c>soft reset</c>.</param>
/// <param name="Seconds">How long that took.</param>
public sealed record RecoveryRecord(string Cause, string During, string Message, string Rung, double Seconds);
