using HilRig.Simulator.Quantization.Schemes;

namespace HilRig.Simulator.Quantization;

/// <summary>Every bias scheme: a new one is a file in Schemes and one line here.</summary>
public static class BiasSchemes
{
    public static IReadOnlyList<IBiasScheme> All { get; } =
    [
        new SaturateScheme(),
        new LayerShiftScheme(),
        new ChannelShiftScheme(),
        new LayerScaleScheme(),
        new LayerRealShiftScheme(),
    ];

    public static string Names => string.Join(", ", All.Select(s => s.Name));

    /// <exception cref="FormatException">No such scheme; names the legal ones.</exception>
    public static IBiasScheme Find(string name) => All.FirstOrDefault(s => s.Name == name)
        ?? throw new FormatException($"bias scheme '{name}' is unknown; legal are {Names}");
}
