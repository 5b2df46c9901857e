namespace HilRig.Simulator.Quantization.Schemes;

/// <summary>As layer-scale with the scale rounded up to a power of two: NNoM and q7 models.</summary>
internal sealed class LayerRealShiftScheme : LayerScaleScheme
{
    public override string Name => "layer-real-shift";

    protected override double Scale(double smallest)
    {
        var power = Math.ScaleB(1, Math.ILogB(smallest));
        return power < smallest ? 2 * power : power;
    }
}
