using HilRig.Harness.Devices;

namespace HilRig.Harness.Flashing;

/// <summary>A step of flashing failed; the message names the cause where the tool's words tell it.</summary>
public sealed class FlashFailedException(FlashStep step, string why, string words) : InfrastructureException(
    $"Flashing failed: {why}. The step was: {step}{(words.Length > 0 ? $"\nIt said: {words}" : string.Empty)}");

/// <summary>No flasher can do it here: none named for the board, or its program is missing.</summary>
public sealed class NoFlasherException(string message) : InfrastructureException(message);

/// <summary>After flashing, the board runs something else.</summary>
public sealed class FlashVerifyException(string message) : InfrastructureException(message);
