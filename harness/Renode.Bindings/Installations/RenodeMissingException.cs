namespace Renode.Bindings.Installations;

/// <summary>No Renode was found, or what an environment variable names is none.</summary>
public sealed class RenodeMissingException : RenodeException
{
    internal RenodeMissingException(string message)
        : base(message)
    {
    }
}
