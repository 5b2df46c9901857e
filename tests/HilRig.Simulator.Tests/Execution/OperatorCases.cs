using System.Text.Json;
using HilRig.TestKit;

namespace HilRig.Simulator.Tests.Execution;

/// <summary>Small models of every operator: all of the reference material where it is beside the checkout, else the ones in it.</summary>
internal static class OperatorCases
{
    private static readonly string Root = Shared.IsPresent ? Shared.Need("reference", "ops") : Checkout.PathOf("fixtures", "operators");

    public static OperatorCase[] All { get; } =
        [.. JsonSerializer.Deserialize<OperatorCase[]>(File.ReadAllText(Path.Combine(Root, "index.json")))!.Select(c => c with { Root = Root })];

    /// <summary>Every operator's folder.</summary>
    public static IEnumerable<string> Folders => All.Select(c => c.Folder).Distinct();

    /// <summary>The models of one folder.</summary>
    public static IEnumerable<OperatorCase> Of(string folder) => All.Where(c => c.Folder == folder);
}
