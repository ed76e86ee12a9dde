using BenchmarkDotNet.Running;

BenchmarkSwitcher.FromAssembly(typeof(Recto.Bench.ArticlePageBench).Assembly).Run(args);
