namespace Renode.Bindings.Processes;

/// <summary>The process, or its monitor, ended while it was needed.</summary>
public sealed class RenodeEndedException : RenodeException
{
    internal RenodeEndedException(string command, string lastWords)
        : base($"Renode ended during `{command}`. {(lastWords.Length > 0 ? "Its last words: " + lastWords : "It said nothing.")} "
            + "Start a new session; an exception in a Python hook and loading a snapshot while a profiler runs are usual causes.") => LastWords = lastWords;

    /// <summary>The end of its log.</summary>
    public string LastWords { get; }
}
