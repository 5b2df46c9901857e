namespace HilRig.Harness.Emulators;

/// <summary>The process a board runs in; ends with its dispose.</summary>
internal interface IEmulatorProcess : IAsyncDisposable
{
    /// <summary>Process id.</summary>
    int Id { get; }

    /// <summary>Its last words.</summary>
    string StandardError { get; }

    /// <summary>Null while it runs.</summary>
    int? ExitCode { get; }
}
