using System.Text.Json;
using Recto.Journals.Exchange.Jats;
using Recto.Journals.Exchange.JatsOut;
using Recto.Journals.Tests.Exchange.Jats;
using Recto.Journals.Tests.Exchange.MarkedNotes;

namespace Recto.Journals.Tests.Exchange.JatsOut;

/// <summary>All real articles, out and back.</summary>
public sealed class JatsOutputCorpusTests
{
    [Fact]
    public void Every_real_article_goes_out_as_valid_JATS_1_3_and_comes_back_as_it_was()
    {
        var (articles, changed, clock) = (0, 0, new System.Diagnostics.Stopwatch());
        var reports = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var faults = new List<string>();
        foreach (var (name, bytes) in JatsCorpus.Files())
        {
            if (JatsArticle.Read(bytes) is not JatsArticle read)
            {
                continue;
            }

            articles++;
            var (before, original) = (JatsFiles.Everything(read.Document.Jats), JsonSerializer.Serialize(read.Article));
            var finished = JatsFiles.Finished(read);

            clock.Start();
            var output = JatsOutput.Of(finished);
            clock.Stop();

            changed += JatsSchema.FaultsOf(bytes, read.Document.Jats).Count > 0 ? 1 : 0;
            foreach (var line in output.Report)
            {
                reports[line.Message] = reports.GetValueOrDefault(line.Message) + 1;
            }

            if (!output.IsValid || JatsSchema.Faults(output.Bytes) is { Count: > 0 })
            {
                faults.Add($"{name} is not valid: {string.Join(" | ", JatsSchema.Faults(output.Bytes).Take(2))}");
            }

            if (JatsArticle.Read(output.Bytes) is not JatsArticle back)
            {
                faults.Add($"{name} is not read again: {JatsArticle.Read(output.Bytes)}");
                continue;
            }

            if (JatsFiles.Everything(back.Document.Jats) != before)
            {
                faults.Add($"{name} comes back otherwise");
            }

            if (JsonSerializer.Serialize(back.Article) != original)
            {
                faults.Add($"{name} has another record");
            }

            if (!read.Notes.Select(note => (note.Note.Label, note.Note.Text, note.Container, note.HtmlId)).SequenceEqual(back.Notes.Select(note => (note.Note.Label, note.Note.Text, note.Container, note.HtmlId))))
            {
                faults.Add($"{name} has other notes");
            }

            if (bytes.Length < 300_000 && JatsFiles.Html(read) != JatsFiles.Html(back))
            {
                faults.Add($"{name} looks otherwise");
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{articles} articles, {changed} of them not valid as they came; written in {clock.ElapsedMilliseconds} ms.\n{string.Join('\n', reports.Select(line => $"{line.Value}  {line.Key}"))}");
        Assert.Equal([], faults);
        Assert.Equal(543, articles);
    }
}
