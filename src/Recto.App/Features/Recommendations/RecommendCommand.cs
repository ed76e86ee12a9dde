using System.CommandLine;
using Recto.App.Shell;

namespace Recto.App.Features.Recommendations;

/// <summary><c>recto recommend</c>: the recommender alone, on tables of reads.</summary>
internal static class RecommendCommand
{
    public static Command Create(Terminal terminal) => new("recommend", "Recommend articles, from tables of reads, texts and citations")
    {
        RankCommand.Create(terminal),
        EvaluateCommand.Create(terminal),
    };
}
