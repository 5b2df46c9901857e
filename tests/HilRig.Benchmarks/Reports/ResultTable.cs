using System.Globalization;
using HilRig.Benchmarks.Cases;
using HilRig.Benchmarks.Contenders;

namespace HilRig.Benchmarks.Reports;

/// <summary>Prints a row as soon as its contest is over: microseconds and GMAC/s of each, and the ratio of ONNX Runtime's best to ours.</summary>
internal sealed class ResultTable(bool markdown)
{
    private string[] _head = [];

    public void Add(BenchmarkCase benchmark, IReadOnlyList<Contender> lineup, double[] microseconds)
    {
        // A model without an ONNX form has fewer columns.
        if (!lineup.Select(c => c.Name).SequenceEqual(_head))
            Head(lineup);
        _head = [.. lineup.Select(c => c.Name)];
        var cells = microseconds.Select(us => benchmark.Macs == 0 ? Number(us) : $"{Number(us)} ({Number(benchmark.Macs / us / 1000)})");
        Row([benchmark.Name, .. cells, Ratio(lineup, microseconds), Difference(lineup)]);
    }

    public static void Legend() => Console.WriteLine(
        "\nMicroseconds an inference (GMAC/s), best of many interleaved rounds on one thread. Ratio: ONNX Runtime's best over our best, above 1 we are faster."
        + "\nCodes off: largest difference of an output code to ONNX Runtime, which requantizes in float32.");

    private void Head(IReadOnlyList<Contender> lineup)
    {
        Row(["", .. lineup.Select(c => c.Name), "ratio", "codes off"]);
        if (markdown)
            Console.WriteLine("|---|" + string.Concat(Enumerable.Repeat("---:|", lineup.Count + 2)));
    }

    private void Row(IReadOnlyList<string> cells) => Console.WriteLine(
        markdown ? $"| {string.Join(" | ", cells)} |" : cells[0].PadRight(56) + string.Concat(cells.Skip(1).Select(c => c.PadLeft(17))));

    private static string Ratio(IReadOnlyList<Contender> lineup, double[] microseconds)
    {
        var theirs = lineup.Zip(microseconds).Where(c => c.First.Owner is not null).Select(c => c.Second).ToList();
        var ours = lineup.Zip(microseconds).Where(c => c.First.Owner is null).Min(c => c.Second);
        return theirs.Count == 0 ? "" : Number(theirs.Min() / ours);
    }

    private static string Difference(IReadOnlyList<Contender> lineup)
    {
        var theirs = lineup.Where(c => c.Owner is not null).ToList();
        if (theirs.Count == 0)
            return "";
        var ours = lineup[0].Output();
        return theirs.Max(c => c.Output().Zip(ours).Max(p => Math.Abs(p.First - p.Second))).ToString(CultureInfo.InvariantCulture);
    }

    private static string Number(double value) => value.ToString(value < 10 ? "0.00" : value < 1000 ? "0.0" : "0", CultureInfo.InvariantCulture);
}
