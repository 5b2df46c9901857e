namespace HilRig.Simulator.Models;

/// <summary>Base of everything that can be wrong with a model file. The message names the value, the legal range and the mend.</summary>
public abstract class ModelException : Exception
{
    protected ModelException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}

/// <summary>The bytes are not an intact <c>.tflite</c> file: empty, truncated, damaged or hostile.</summary>
public sealed class MalformedModelException(string message, Exception? inner = null) : ModelException(message, inner);

/// <summary>An intact model that uses something HilRig does not do; names it and what is supported.</summary>
public sealed class UnsupportedModelException(string message, Exception? inner = null) : ModelException(message, inner);
