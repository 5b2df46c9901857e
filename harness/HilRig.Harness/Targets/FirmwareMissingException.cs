using HilRig.Harness.Devices;
using HilRig.Protocol;

namespace HilRig.Harness.Targets;

/// <summary>The firmware of a board is not built.</summary>
public sealed class FirmwareMissingException(string board, string path) : InfrastructureException(
    $"the firmware for {board} is not built ({path} is missing): make -C firmware BOARD={board}");

/// <summary>The model does not fit the board's memory; the message says by how many bytes.</summary>
public sealed class ModelTooLargeException : InfrastructureException
{
    public ModelTooLargeException(string target, string what, long available, string model, long needed)
        : base(FormattableString.Invariant($"{target} has {available:N0} bytes for the {what}, {model} needs {needed:N0}: {needed - available:N0} too many"))
    {
    }

    /// <summary>The board found it out itself, as with the tables of a small firmware.</summary>
    public ModelTooLargeException(string target, string model, DeviceErrorException refusal)
        : base($"{target} has no room for {model}: {refusal.Message}", refusal)
    {
    }
}

/// <summary>The board's answers contradict each other, or what was sent.</summary>
public sealed class ContradictionException(string message) : InfrastructureException(message);
