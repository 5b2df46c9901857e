using HilRig.Harness.Devices;
using HilRig.Protocol.Commands;
using HilRig.Simulator.Execution;

namespace HilRig.Harness.Targets;

/// <summary>A model that a board brings along, behind a runtime of its own: nothing is delivered, its hash must be the given model's.</summary>
internal static class OwnModel
{
    /// <summary>Asks the board for its model.</summary>
    /// <exception cref="OwnModelException">It is another model than the given one.</exception>
    public static async Task<ModelInfoReply> RequireAsync(string board, DeviceClient device, PreparedModel model, CancellationToken cancellation)
    {
        var info = await device.ModelInfoAsync(cancellation);
        var wanted = model.Graph.Sha256[..(2 * ModelInfoReply.HashBytes)].ToLowerInvariant();
        if (info.ModelHashText != wanted)
            throw new OwnModelException(
                $"{board} has a model of its own, {info.ModelHashText}, not {model.Graph.Name} {wanted}: give the .tflite whose SHA-256 begins so, with its biases as they are");
        if ((info.Sizes.Input, info.Sizes.Output) != ((uint)model.InputBytes, (uint)model.OutputBytes))
            throw new ContradictionException(
                $"{board} takes {info.Sizes.Input} and gives {info.Sizes.Output} bytes a sample, {model.Graph.Name} {model.InputBytes} and {model.OutputBytes}: correct describe() of its runtime");
        return info.Operators == 0 || info.Operators == model.Operators.Length
            ? info
            : throw new ContradictionException(
                $"{board} tells of {info.Operators} operators, {model.Graph.Name} has {model.Operators.Length}: a runtime that joins operators tells of 0, and outputs alone are compared");
    }
}
