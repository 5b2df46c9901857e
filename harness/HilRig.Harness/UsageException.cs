namespace HilRig.Harness;

/// <summary>What the user gave cannot be used as it is: a file of the wrong size, an unknown name. Exit code 2.</summary>
public sealed class UsageException(string message, Exception? inner = null) : Exception(message, inner);
