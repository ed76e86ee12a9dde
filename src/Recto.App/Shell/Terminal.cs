using System.Text;

namespace Recto.App.Shell;

/// <summary>Where a command reads and writes: results to <see cref="Out"/>, progress and messages to <see cref="Error"/>. UTF-8 everywhere.</summary>
/// <param name="Out">Results.</param>
/// <param name="Error">Messages.</param>
/// <param name="In">Opens standard input.</param>
/// <param name="ShowsProgress">Whether somebody watches: progress is drawn on a terminal only.</param>
internal sealed record Terminal(TextWriter Out, TextWriter Error, Func<Stream> In, bool ShowsProgress)
{
    /// <summary>The terminal of this process. Lines end with a line feed on every machine, for people script against them.</summary>
    public static Terminal OfProcess()
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return new Terminal(
            new StreamWriter(Console.OpenStandardOutput(), utf8, 1 << 14) { NewLine = "\n" },
            new StreamWriter(Console.OpenStandardError(), utf8, 256) { NewLine = "\n", AutoFlush = true },
            Console.OpenStandardInput,
            !Console.IsErrorRedirected);
    }

    /// <summary>One line that says why nothing was done and what to do.</summary>
    /// <returns>Exit code 2.</returns>
    public int Refuse(string message)
    {
        Error.WriteLine("recto: " + message.ReplaceLineEndings(" "));
        return 2;
    }
}
