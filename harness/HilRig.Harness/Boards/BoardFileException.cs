using HilRig.Harness.Devices;

namespace HilRig.Harness.Boards;

/// <summary>A board's `board.json` is missing or wrong.</summary>
public sealed class BoardFileException : InfrastructureException
{
    public BoardFileException(string message)
        : base(message)
    {
    }

    public BoardFileException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
