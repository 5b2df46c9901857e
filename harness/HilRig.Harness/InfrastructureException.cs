namespace HilRig.Harness;

/// <summary>The link, the flasher or the emulator failed: says nothing of the model. Exit code 3.</summary>
public class InfrastructureException(string message, Exception? inner = null) : Exception(message, inner);
