namespace HilRig.Harness.Devices;

/// <summary>Base of everything this assembly throws on purpose about links, devices and emulators; the command line exits with 3 for it.</summary>
public abstract class InfrastructureException : Exception
{
    protected InfrastructureException(string message)
        : base(message)
    {
    }

    protected InfrastructureException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
