using System.CommandLine;
using Recto.App.Features.Doctor;
using Recto.App.Features.Import;
using Recto.App.Shell;

namespace Recto.App;

/// <summary>The program <c>recto</c>: a table of contents. Each feature brings its command; without one the site is served.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        var terminal = Terminal.OfProcess();
        return await CommandLine.RunAsync(Commands(terminal), args, terminal, CancellationToken.None);
    }

    internal static RootCommand Commands(Terminal terminal)
    {
        var root = new RootCommand("Recto publishes scholarly journals and reads their footnotes.")
        {
            ImportCommand.Create(terminal),
            DoctorCommand.Create(terminal),
        };
        return root;
    }
}
