namespace Renode.Bindings;

/// <summary>What every error of this library is.</summary>
public class RenodeException : Exception
{
    /// <summary>An error with its mend in the message.</summary>
    public RenodeException(string message)
        : base(message)
    {
    }

    /// <summary>An error with its cause.</summary>
    public RenodeException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
