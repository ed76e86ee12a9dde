using System.CommandLine;
using Recto.App.Shell;

namespace Recto.App.Features.References;

/// <summary><c>recto references</c>: which works references mean.</summary>
internal static class ReferencesCommand
{
    public static Command Create(Terminal terminal) => new("references", "Find the works that references mean")
    {
        MatchCommand.Create(terminal),
        IndexCommand.Create(terminal),
        TrainCommand.Create(terminal),
        EvaluateCommand.Create(terminal),
    };
}
