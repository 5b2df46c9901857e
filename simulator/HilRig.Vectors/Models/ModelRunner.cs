using HilRig.Kernels.NNSupport;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Vectors.Cases;

namespace HilRig.Vectors.Models;

/// <summary>Runs reference models through the interpreter.</summary>
public static class ModelRunner
{
    public static CaseResult Run(ReferenceModel model, VectorSettings settings)
    {
        CaseResult Result(CaseOutcome outcome, string message = "") => new(model.Name, model.Function, outcome, message);
        if (model.OutputFile(settings.Rounding) is not { } expected)
            return Result(CaseOutcome.Unsupported, "no answer is recorded for this rounding");
        if (model.Reference is { } reference && reference != "exact")
            return Result(CaseOutcome.Unsupported, "the public runtimes do not meet this golden answer either");
        try
        {
            if (Difference(model, settings, expected) is not { } difference)
                return Result(CaseOutcome.Passed);
            // Recorded are the reference's answers; where the glue calls CMSIS-NN otherwise, a build has one of its own.
            return settings.Build is null
                ? Result(CaseOutcome.Failed, difference)
                : Result(CaseOutcome.Unsupported, $"differs from the reference, whose answer alone is recorded: {difference}");
        }
        catch (UnsupportedModelException refusal)
        {
            return Result(CaseOutcome.Unsupported, refusal.Message);
        }
        catch (Exception refusal) when (refusal is ModelException or KernelException)
        {
            return Result(CaseOutcome.Failed, refusal.Message);
        }
    }

    private static string? Difference(ReferenceModel model, VectorSettings settings, string expectedFile)
    {
        var prepared = PreparedModel.Prepare(ModelReader.ReadFile(model.ModelFile), settings.Rounding, settings.Width, settings.Build);
        var (inputs, expected) = (File.ReadAllBytes(model.InputFile), File.ReadAllBytes(expectedFile));
        var samples = model.Samples ?? (prepared.InputBytes == 0 ? 1 : inputs.Length / prepared.InputBytes);
        if (inputs.Length != (long)samples * prepared.InputBytes)
            throw new VectorFormatException($"{model.InputFile} has {inputs.Length} bytes, {samples} samples of {prepared.InputBytes} are expected");
        return OutputComparison.Of(prepared, BatchRunner.Run(prepared, inputs, samples, stateful: model.Carries), expected);
    }
}
