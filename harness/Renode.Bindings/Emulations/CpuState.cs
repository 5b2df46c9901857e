namespace Renode.Bindings.Emulations;

/// <summary>What a core is doing, in Renode's words.</summary>
public enum CpuState
{
    /// <summary>Not started since its last reset.</summary>
    InReset,

    /// <summary>Executing, or paused while it was.</summary>
    Running,

    /// <summary>Given up by Renode, such as after a jump outside memory: only a reset of its machine brings it back.</summary>
    Aborted,
}
