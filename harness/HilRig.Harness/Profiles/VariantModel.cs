using HilRig.Harness.Data;
using HilRig.Harness.Runs;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Quantization;

namespace HilRig.Harness.Profiles;

/// <summary>A model with one kind of bias, ready to run, with its samples.</summary>
/// <param name="Bias">As in a report.</param>
internal sealed record VariantModel(string Bias, PreparedModel Model, SampleSet Samples)
{
    /// <summary>Stands for the float twin, or for a float model itself.</summary>
    public const string Float = "float32";

    /// <exception cref="UsageException">The name is none, or the model is float.</exception>
    /// <exception cref="ModelException">The model cannot have such biases, or has no float twin.</exception>
    public static VariantModel Of(string bias, ProfileRequest request)
    {
        var (graph, isQuantized) = (request.Graph, FloatTwin.IsQuantized(request.Graph));
        if (bias == Float)
        {
            var reference = FloatReference.For(graph, null);
            return new(bias, reference.Model, reference.Samples(request.Samples));
        }
        if (!isQuantized)
            throw new UsageException($"{graph.Name} is a float model and has no {bias} biases: give --bias {Float}");
        var spec = Parse(bias);
        var narrowed = spec.Scheme is null ? graph : ModelReader.Read(BiasNarrower.Apply(graph, spec), graph.Name);
        return new(spec.ToString(), PreparedModel.Prepare(narrowed, request.Rounding), request.Samples);
    }

    /// <exception cref="UsageException">No such kind of bias; names the legal ones.</exception>
    public static void Check(string bias)
    {
        if (bias != Float)
            Parse(bias);
    }

    private static BiasSpec Parse(string bias)
    {
        try
        {
            return BiasSpec.Parse(bias);
        }
        catch (FormatException error)
        {
            throw new UsageException($"{error.Message}, or {Float}", error);
        }
    }
}
