using System.CommandLine;
using System.CommandLine.Help;

namespace Recto.App.Shell;

/// <summary>Runs a command. Exit codes: 0 done; 1 done, with findings or refused items; 2 the command line or the input cannot be used.</summary>
internal static class CommandLine
{
    /// <summary>Parses and runs.</summary>
    /// <param name="root">All commands.</param>
    /// <param name="args">The arguments as given.</param>
    /// <param name="terminal">Where to write.</param>
    /// <param name="ct">Cancelled when the operator stops the program.</param>
    public static async Task<int> RunAsync(RootCommand root, IReadOnlyList<string> args, Terminal terminal, CancellationToken ct)
    {
        try
        {
            var parsed = root.Parse(args);
            if (parsed.Errors.Count > 0 && parsed.Action is not HelpAction)
            {
                return terminal.Refuse($"{parsed.Errors[0].Message.TrimEnd('.')}. “{CommandOf(parsed)} --help” says what can be given.");
            }

            var code = await parsed.InvokeAsync(new InvocationConfiguration { Output = terminal.Out, Error = terminal.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, ct);
            await terminal.Out.FlushAsync(CancellationToken.None);
            return code;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            terminal.Error.WriteLine("recto: stopped.");
            return 130; // As shells expect of Ctrl-C.
        }
        catch (IOException pipe) when (IsBrokenPipe(pipe))
        {
            return 0; // The reader has seen enough (| head).
        }
        catch (Exception refused) when (refused is UnauthorizedAccessException or IOException)
        {
            FlushResults(terminal);
            return terminal.Refuse(refused.Message);
        }
        catch (Exception refused) when (refused is Recto.Storage.Sql.DatabaseRefusedException or Recto.Storage.Sql.ConnectionStringException)
        {
            FlushResults(terminal);
            return terminal.Refuse(refused.Message); // Of a newer program, an unfinished move, another encoding, a string that cannot be read: whatever the command was about to do.
        }
        catch (System.Data.Common.DbException refused)
        {
            FlushResults(terminal);

            // A full disk, a server that went away: what was reported as done is done, the transaction under way is gone whole.
            return terminal.Refuse($"The database refused to go on: {Recto.Storage.Sql.DatabaseFaults.Say(refused).TrimEnd('.')}. What was reported until here is kept; mend it (“recto doctor” says more) and run the same command again.");
        }
    }

    // What was done is told before the reason why no more is.
    private static void FlushResults(Terminal terminal)
    {
        try
        {
            terminal.Out.Flush();
        }
        catch (IOException)
        {
            // Nobody reads the results any more; the reason still goes to standard error.
        }
    }

    private static string CommandOf(ParseResult parsed)
    {
        var names = new List<string>();
        for (SymbolResultWalk walk = new(parsed.CommandResult); walk.Name is { } name; walk = walk.Up())
        {
            names.Insert(0, name);
        }

        names[0] = "recto";
        return string.Join(' ', names);
    }

    // EPIPE is 32 everywhere but on Windows, where it is ERROR_NO_DATA or ERROR_BROKEN_PIPE.
    private static bool IsBrokenPipe(IOException fault) => (fault.HResult & 0xFFFF) is 32 or 109 or 232;

    private readonly record struct SymbolResultWalk(System.CommandLine.Parsing.SymbolResult? Symbol)
    {
        public string? Name => (Symbol as System.CommandLine.Parsing.CommandResult)?.Command.Name;

        public SymbolResultWalk Up() => new(Symbol?.Parent);
    }
}
