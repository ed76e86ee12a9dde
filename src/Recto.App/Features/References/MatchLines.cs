using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Recto.Journals.Matching;
using Recto.Journals.Matching.References;

namespace Recto.App.Features.References;

/// <summary>Matches references, a line each: <c>{"reference":"…","doi":"…","id":null,"score":0.93}</c>.</summary>
internal static class MatchLines
{
    private const int Together = 512;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes an answer for every line, also for a blank one, so that line answers line.</summary>
    /// <exception cref="InvalidDataException">A line cannot be used; what stands before it is answered.</exception>
    public static void Write(ReferenceInput references, WorksMatcher matcher, TextWriter output, CancellationToken ct)
    {
        using var one = new MemoryStream();
        using var writer = new Utf8JsonWriter(one, Options);
        InvalidDataException? refused = null;
        while (refused is null)
        {
            var batch = new List<ReferenceToMatch>(Together);
            try
            {
                while (batch.Count < Together && references.Read() is { } reference)
                {
                    batch.Add(reference);
                }
            }
            catch (InvalidDataException fault)
            {
                refused = fault;
            }

            if (batch.Count == 0)
            {
                break;
            }

            var answers = new MatchAnswer[batch.Count];
            Parallel.For(0, batch.Count, new ParallelOptions { CancellationToken = ct }, i => answers[i] = string.IsNullOrWhiteSpace(batch[i].Text) ? MatchAnswer.Nothing : matcher.Match(batch[i]));
            for (var i = 0; i < batch.Count; i++)
            {
                one.SetLength(0);
                writer.Reset(one);
                WriteLine(writer, batch[i].Text, answers[i]);
                writer.Flush();
                output.Write(Encoding.UTF8.GetString(one.GetBuffer(), 0, (int)one.Length));
                output.Write('\n');
            }
        }

        if (refused is not null)
        {
            throw refused;
        }
    }

    private static void WriteLine(Utf8JsonWriter writer, string reference, MatchAnswer answer)
    {
        writer.WriteStartObject();
        writer.WriteString("reference", reference);
        writer.WriteString("doi", answer.Doi);
        writer.WriteString("id", answer.Id);
        writer.WriteNumber("score", Math.Round(answer.Confidence, 4));
        writer.WriteEndObject();
    }
}
