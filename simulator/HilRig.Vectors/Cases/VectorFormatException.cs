namespace HilRig.Vectors.Cases;

/// <summary>A golden-vector file or an index of reference models is not what its format says.</summary>
public sealed class VectorFormatException(string message, Exception? inner = null) : Exception(message, inner);
