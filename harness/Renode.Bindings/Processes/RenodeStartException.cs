namespace Renode.Bindings.Processes;

/// <summary>Renode could not be started, or opened no monitor in time.</summary>
public sealed class RenodeStartException : RenodeException
{
    internal RenodeStartException(string message)
        : base(message)
    {
    }

    internal RenodeStartException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
