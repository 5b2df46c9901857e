namespace HilRig.Harness.Export.C;

/// <summary>One generated file.</summary>
/// <param name="Name">Without a folder.</param>
/// <param name="Text">Lines end in a line feed.</param>
public sealed record CFile(string Name, string Text);
