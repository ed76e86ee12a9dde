using BenchmarkDotNet.Running;
using Recto.Bench;

// The parts of a page by BenchmarkDotNet; the notes by a counted run.
switch (args)
{
    case ["notes", .. var rest]:
        return NotesRun.Run(rest);
    case ["fuzz", .. var rest]:
        return NotesFuzz.Run(rest);
    case ["hostile", .. var rest]:
        return NotesHostile.Run(rest);
    case ["dump", .. var rest]:
        return NotesDump.Write(rest);
    case ["findings", .. var rest]:
        return FindingsRun.Run(rest);
    case ["edit", .. var rest]:
        return EditRun.Run(rest);
    case ["upload", .. var rest]:
        return UploadFile.Write(rest);
    case ["gold", .. var rest]:
        return GoldRun.Run(rest);
    case ["search", .. var rest]:
        return await SearchRun.RunAsync(rest);
    case ["works", .. var rest]:
        return await WorksRun.RunAsync(rest);
    case ["archives", .. var rest]:
        return await ArchivesRun.RunAsync(rest);
    case ["harvest", .. var rest]:
        return await HarvestRun.RunAsync(rest);
    case ["sources", .. var rest]:
        return await SourcesRun.RunAsync(rest);
    case ["access", .. var rest]:
        return AccessRun.Run(rest);
    case ["ranges", .. var rest]:
        return RangesRun.Run(rest);
    case ["usage", .. var rest]:
        return await UsageRun.RunAsync(rest);
    case ["recommend-site", .. var rest]:
        return RecommendSiteRun.Run(rest);
    case ["recommend-fit", .. var rest]:
        return RecommendFitRun.Run(rest);
    case ["recommend", .. var rest]:
        return RecommendRun.Run(rest);
    case ["match", .. var rest]:
        return MatchRun.Run(rest);
    default:
        BenchmarkSwitcher.FromAssembly(typeof(ArticlePageBench).Assembly).Run(args);
        return 0;
}
