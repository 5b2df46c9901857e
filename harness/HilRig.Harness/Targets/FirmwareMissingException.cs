using HilRig.Harness.Devices;

namespace HilRig.Harness.Targets;

/// <summary>The firmware of a board is not built.</summary>
public sealed class FirmwareMissingException(string board, string path) : InfrastructureException(
    $"the firmware for {board} is not built ({path} is missing): make -C firmware BOARD={board}");

/// <summary>The model does not fit the board's memory.</summary>
public sealed class ModelTooLargeException(string target, string what, long available, string model, long needed) : InfrastructureException(
    $"{target} has {available} bytes for the {what}, {model} needs {needed}: {needed - available} too many");

/// <summary>The board's answers contradict each other, or what was sent.</summary>
public sealed class ContradictionException(string message) : InfrastructureException(message);
