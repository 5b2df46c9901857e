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
        if (WhyNothingToCompare(model, settings) is { } reason)
            return Result(CaseOutcome.Unsupported, reason);
        var expected = model.OutputFile(settings.Rounding)!;
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

    /// <summary>Why no answer of the model can be compared; null where one can.</summary>
    public static string? WhyNothingToCompare(ReferenceModel model, VectorSettings settings) => model.OutputFile(settings.Rounding) is null
        ? "no answer is recorded for this rounding"
        : model.Reference is { } reference && reference != "exact" ? "the public runtimes do not meet this golden answer either" : null;

    /// <summary>The model's inputs, all samples one after another, and how many there are.</summary>
    /// <exception cref="VectorFormatException">The file's size is no whole number of samples.</exception>
    public static (byte[] Inputs, int Samples) Inputs(ReferenceModel model, PreparedModel prepared)
    {
        var inputs = File.ReadAllBytes(model.InputFile);
        var samples = model.Samples ?? (prepared.InputBytes == 0 ? 1 : inputs.Length / prepared.InputBytes);
        return inputs.Length == (long)samples * prepared.InputBytes
            ? (inputs, samples)
            : throw new VectorFormatException($"{model.InputFile} has {inputs.Length} bytes, {samples} samples of {prepared.InputBytes} are expected");
    }

    private static string? Difference(ReferenceModel model, VectorSettings settings, string expectedFile)
    {
        var prepared = PreparedModel.Prepare(ModelReader.ReadFile(model.ModelFile), settings.Rounding, settings.Width, settings.Build);
        var (inputs, samples) = Inputs(model, prepared);
        return OutputComparison.Of(prepared, BatchRunner.Run(prepared, inputs, samples, stateful: model.Carries), File.ReadAllBytes(expectedFile));
    }
}
