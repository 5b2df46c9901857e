using HilRig.Benchmarks;
using HilRig.Benchmarks.Cases;
using HilRig.Benchmarks.Contenders;
using HilRig.Benchmarks.Reports;
using HilRig.Benchmarks.Timing;

if (BenchmarkOptions.Parse(args) is not { } options)
{
    Console.Error.WriteLine(BenchmarkOptions.Usage);
    return 2;
}
var table = new ResultTable(options.Markdown);
foreach (var benchmark in BenchmarkCase.Of(options))
{
    var lineup = Lineup.Of(benchmark.Graph, options);
    table.Add(benchmark, lineup, Contest.Run([.. lineup.Select(c => c.Action)], options.Budget));
    foreach (var contender in lineup)
        contender.Dispose();
}
ResultTable.Legend();
return 0;
