using HilRig.Harness.Export.C.Operators;
using HilRig.Kernels.NNSupport;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators;
using HilRig.Simulator.Operators.FullyConnected;
using HilRig.Simulator.Quantization;

namespace HilRig.Harness.Export.C;

/// <summary>A model as layers and constants, from which the files are written.</summary>
internal sealed class ModelCode
{
    private const int Alignment = 16;
    private readonly HashSet<(string Type, WideningKind Kind)> _widenings = [];
    private int _widestLayer;
    private int _widenedAtInit;

    /// <exception cref="UnsupportedModelException">An operator cannot be written; names it and what to do.</exception>
    public ModelCode(PreparedModel model, CExportOptions options)
    {
        (Model, Options, Data) = (model, options, new(options.Name));
        if (model.Operators.IsEmpty)
            throw new UnsupportedModelException($"{model.Graph.Name} has no operator that computes anything; there is nothing to export");
        Layers = [.. model.Operators.Select(o => (o, OperatorEmitters.Emit(o, new(this, o))))];
        foreach (var tensor in model.Graph.Outputs.Where(t => !model.Plan.Contains(t)))
            throw new UnsupportedModelException($"{model.Graph.Tensor(tensor)} is an output and a constant; take it out of the model's outputs");
    }

    public PreparedModel Model { get; }

    public CExportOptions Options { get; }

    public CData Data { get; }

    public IReadOnlyList<(PreparedOperator Operator, CLayer Code)> Layers { get; }

    public string Name => Options.Name;

    /// <summary>Prefix of the macros.</summary>
    public string Macro => Options.Name.ToUpperInvariant();

    public IReadOnlyCollection<(string Type, WideningKind Kind)> Widenings => _widenings;

    /// <summary>Elements of the memory in which layers widen their biases; 0 for none.</summary>
    public int SharedWidened => Options.WidensAtInit ? 0 : _widestLayer;

    /// <summary>True where MVE kernels want the sums of weights.</summary>
    public bool HasSums => Model.Operators.Any(o => o is FullyConnectedInt8);

    public CExportSizes Sizes => new(
        Data.BytesOf(CPurpose.Weights), Data.BytesOf(CPurpose.Biases), Data.BytesOf(CPurpose.Quantization), Model.Plan.ArenaBytes,
        [ScratchOf(KernelPath.C), ScratchOf(KernelPath.Dsp), ScratchOf(KernelPath.Mve)],
        sizeof(int) * (Options.WidensAtInit ? _widenedAtInit : _widestLayer),
        Options.WidensAtInit ? Model.Operators.OfType<FullyConnectedInt8>().Sum(o => sizeof(int) * o.Channels) : 0);

    /// <summary>Bytes of scratch to reserve: of the build asked for, or enough for each.</summary>
    public int ScratchBytes => Math.Max(Alignment, Options.Build is { } build ? ScratchOf(build) : Sizes.Scratch.Max());

    /// <summary>Notes that a layer's biases are widened.</summary>
    public void Widens(string type, WideningKind kind, int channels)
    {
        _widenings.Add((type, kind));
        _widestLayer = Math.Max(_widestLayer, channels);
        _widenedAtInit += channels;
    }

    private int ScratchOf(KernelPath build) => (Layers.Max(l => (int?)l.Code.ScratchBytes(build)) ?? 0) is var bytes
        ? (bytes + Alignment - 1) / Alignment * Alignment
        : 0;
}
