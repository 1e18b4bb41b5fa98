using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using OrleansFailover.Micro;

// The names of operations are not to be cut.
const int LongestName = 60;

// In this process: the solution's build settings are not for a project that is made up on the way. "quick" only shows that it works.
var quick = args.Contains("--quick");
var folder = args.SkipWhile(argument => argument != "--artifacts").Skip(1).FirstOrDefault() ?? "artifacts/bench/micro";
var config = ManualConfig.CreateEmpty()
    .AddJob((quick ? Job.Dry : Job.ShortRun.WithIterationCount(5)).WithToolchain(InProcessEmitToolchain.Instance))
    .AddColumnProvider(DefaultColumnProviders.Instance)
    .AddLogger(ConsoleLogger.Default)
    .AddExporter(MarkdownExporter.GitHub)
    .WithSummaryStyle(SummaryStyle.Default.WithMaxParameterColumnWidth(LongestName))
    .WithArtifactsPath(Path.GetFullPath(folder));
var summary = BenchmarkRunner.Run<OperationBenchmarks>(config);
return summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success) ? 1 : 0;
