namespace HilRig.Simulator.Quantization.PostTraining;

/// <summary>
/// A weight scale that was raised because the bias, counted in steps of s_in * s_w, would not have fitted int32: the channel's
/// weights are minute beside its bias, and lose precision instead of the bias its value. TFLite's converter does the same.
/// </summary>
/// <param name="Tensor">Index of the weights.</param>
/// <param name="Name">Name of the weights.</param>
/// <param name="Channel">Output channel; 0 where the tensor has one scale.</param>
/// <param name="Natural">Largest magnitude / 127.</param>
/// <param name="Raised">What it became; above <paramref name="Natural"/>.</param>
public sealed record RaisedScale(int Tensor, string Name, int Channel, double Natural, double Raised);
