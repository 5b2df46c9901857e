using HilRig.Harness.Boards;
using HilRig.Harness.Devices;
using HilRig.Protocol;

namespace HilRig.Harness.Targets;

/// <summary>The firmware of a board is not built.</summary>
public sealed class FirmwareMissingException(FirmwareName firmware, string path) : InfrastructureException(
    $"the firmware for {firmware.Board} is not built ({path} is missing): make -C firmware {firmware.MakeArguments}")
{
    /// <summary>The board's usual firmware.</summary>
    public FirmwareMissingException(string board, string path)
        : this(new FirmwareName(board, ""), path)
    {
    }
}

/// <summary>The board has a model of its own, which is not the one it was given.</summary>
public sealed class OwnModelException(string message) : InfrastructureException(message);

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
