using HilRig.Harness.Devices;

namespace HilRig.Harness.Flashing.Files;

/// <summary>Firmware and model image do not make one flash.</summary>
public sealed class FlashContentsException(string message) : InfrastructureException(message)
{
}
