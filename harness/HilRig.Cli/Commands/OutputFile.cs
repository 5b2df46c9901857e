using HilRig.Harness;
using HilRig.Harness.Data;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;

namespace HilRig.Cli.Commands;

/// <summary>Outputs as an <c>.npy</c> array: samples first, then the output tensor's own dimensions without its batch.</summary>
internal static class OutputFile
{
    public static void WriteNpy(string path, PreparedModel model, int samples, byte[] outputs)
    {
        if (model.Graph.Outputs.Length != 1)
            throw new UsageException($"a model with {model.Graph.Outputs.Length} outputs does not fit one .npy array; write a .bin");
        var tensor = model.Graph.Tensor(model.Graph.Outputs[0]);
        var type = tensor.Type switch
        {
            ElementType.Int8 => "i1",
            ElementType.Float32 => "f4",
            _ => throw new UsageException($"{tensor} cannot be written as .npy; write a .bin"),
        };
        new NpyArray(type, [samples, .. tensor.Shape.Skip(1)], outputs).Write(path);
    }
}
