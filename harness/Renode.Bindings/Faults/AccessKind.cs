namespace Renode.Bindings.Faults;

/// <summary>Which accesses a watchpoint sees.</summary>
public enum AccessKind
{
    /// <summary>Reads.</summary>
    Read,

    /// <summary>Writes.</summary>
    Write,

    /// <summary>Both.</summary>
    ReadAndWrite,
}
