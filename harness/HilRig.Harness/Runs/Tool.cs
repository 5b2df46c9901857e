namespace HilRig.Harness.Runs;

/// <summary>Name and version, as reports carry them.</summary>
public static class Tool
{
    public static string Version { get; } = $"hilrig {typeof(Tool).Assembly.GetName().Version?.ToString(3)}";
}
