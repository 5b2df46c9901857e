using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.Lstm;
using HilRig.Kernels.Svdf;
using static HilRig.Harness.Images.LayerSections;

namespace HilRig.Harness.Images;

/// <summary>SVDF and LSTM: several matrices in one section, each beginning at a multiple of 16.</summary>
internal static class RecurrentSections
{
    public static OperatorSections Svdf<T>(SvdfParams p, SvdfDims d, sbyte[] feature, T[] time, int[] bias)
        where T : unmanaged => new(
        d.Batches, d.InputSize, d.Features, d.Memory, p.Rank, p.InputOffset, p.OutputOffset, p.StateOffset,
        p.InputActivation.Min, p.InputActivation.Max, p.OutputActivation.Min, p.OutputActivation.Max)
    {
        Weights = Matrices([Bytes(feature), Bytes(time)]),
        Bias = Bytes(bias),
        BiasEncoding = bias.Length == 0 ? BiasEncoding.None : BiasEncoding.Int32,
        Quantization = Scales([p.InputScale, p.OutputScale]),
        Channels = d.Features / p.Rank,
    };

    public static OperatorSections Lstm(LstmParams p, bool isInt8)
    {
        LstmGatePart[] parts = [.. new[] { p.ForgetGate, p.InputGate, p.CellGate, p.OutputGate }.SelectMany(g => new[] { g.Input, g.Hidden })];
        return new(p.TimeMajor ? 1 : 0, p.BatchSize, p.TimeSteps, p.InputSize, p.HiddenSize, p.CellClip, p.CellScalePower, p.OutputOffset)
        {
            Weights = Matrices(parts.Select(part => Bytes(part.Weights))),
            Bias = [.. parts.SelectMany(part => isInt8 ? Bytes(Array.ConvertAll(part.EffectiveBias, b => unchecked((int)b))) : Bytes(part.EffectiveBias))],
            BiasEncoding = isInt8 ? BiasEncoding.Int32 : BiasEncoding.Int64,
            Quantization = Scales([.. parts.Select(part => part.Scale), p.ForgetToCell, p.InputToCell, p.Output]),
            Channels = parts.Length * p.HiddenSize,
        };
    }

    private static byte[] Matrices(IEnumerable<byte[]> matrices) =>
        [.. matrices.SelectMany(m => m.Concat(new byte[ImageLayout.Aligned(m.Length) - m.Length]))];

    private static int[] Scales(QuantizedMultiplier[] scales) => [.. scales.Select(s => s.Multiplier), .. scales.Select(s => s.Shift)];
}
