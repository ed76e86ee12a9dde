using System.Xml.Linq;
using Recto.Journals.Exchange.Oai;
using Recto.Storage.Articles;
using Recto.Storage.Files;

namespace Recto.App.Features.Harvest.Oai;

/// <summary>Writes one answer.</summary>
internal sealed class OaiWork(OaiStores stores, HttpContext context, OaiTokens tokens, OaiSite site, OaiMoment moment, IReadOnlyList<KeyValuePair<string, string>> echo, CancellationToken ct) : IDisposable
{
    private const int Portion = 64 * 1024;
    private readonly MemoryStream _written = new();

    /// <inheritdoc/>
    public void Dispose() => _written.Dispose();

    /// <summary>Says why there is no answer.</summary>
    public Task RefuseAsync(params IReadOnlyList<OaiError> errors) => AnswerAsync(answer =>
    {
        answer.Write(errors);
        return Task.CompletedTask;
    });

    /// <summary>Says what the repository is.</summary>
    public async Task IdentifyAsync()
    {
        var all = await stores.Journals.ListAsync(ct);
        var repository = new OaiRepository(all is [var only] ? only.Title : "Recto", site.AdminEmail(stores.Options), await stores.Harvest.EarliestAsync(ct) ?? moment.Settled, site.Host);
        await AnswerAsync(answer =>
        {
            answer.Write(repository, site.Address, site.Identifier(new Guid("0192f0c1-0000-7000-8000-000000000001")));
            return Task.CompletedTask;
        });
    }

    /// <summary>Names the forms of records.</summary>
    public async Task FormatsAsync(OaiListFormats list)
    {
        if (list.Identifier is { } identifier && (site.IdOf(identifier) is not { } id || await stores.Harvest.FindAsync(id, false, ct) is null))
        {
            await RefuseAsync(OaiError.IdDoesNotExist);
            return;
        }

        await AnswerAsync(answer =>
        {
            answer.Write(OaiFormat.All);
            return Task.CompletedTask;
        });
    }

    /// <summary>Lists sets.</summary>
    public async Task SetsAsync(OaiListSets list)
    {
        (Guid, string?)? after = list.Token is not { } token ? null : (token.Last, token.Set is { } spec && OaiSet.TryParse(spec, out var last) ? last.Section : null);
        var (sets, hasMore) = await stores.Harvest.ListSetsAsync(stores.Limits.Records, after, ct);
        var cursor = list.Token?.Cursor ?? 0;
        await AnswerAsync(answer =>
        {
            answer.Begin(OaiVerb.ListSets);
            if (list.Token is null)
            {
                answer.Write(OaiSet.OpenAccess, "Open access");
            }

            foreach (var set in sets)
            {
                answer.Write(new OaiSet(set.JournalKey, set.SectionKey), set.SectionName is { } name ? $"{set.JournalTitle}: {name}" : set.JournalTitle);
            }

            var given = sets.Count + (list.Token is null ? 1 : 0);
            WriteToken(answer, hasMore ? new OaiToken { Verb = OaiVerb.ListSets, Set = new OaiSet(sets[^1].JournalKey, sets[^1].SectionKey).Spec, Last = sets[^1].JournalId, Cursor = cursor + given, Expires = moment.Now + OaiTokens.Lifetime } : null, list.Token);
            answer.End();
            return Task.CompletedTask;
        });
    }

    /// <summary>Gives one record.</summary>
    public async Task RecordAsync(OaiGetRecord get)
    {
        if (site.IdOf(get.Identifier) is not { } id || await stores.Harvest.FindAsync(id, get.Format.IsWhole, ct) is not { } row)
        {
            await RefuseAsync(OaiError.IdDoesNotExist);
            return;
        }

        await AnswerAsync(async answer =>
        {
            answer.Begin(OaiVerb.GetRecord);
            await WriteAsync(answer, row, get.Format);
            answer.End();
        });
    }

    /// <summary>Lists records, or their heads.</summary>
    public async Task ListAsync(OaiList list)
    {
        var withRecords = list.Verb == OaiVerb.ListRecords;
        var range = new HarvestRange
        {
            IsWhole = list.Format.IsWhole,
            Journal = list.Set?.Journal,
            Section = list.Set?.Section,
            OpenAt = list.Set?.IsOpen == true ? site.Anybody.At : null,
            From = list.From,
            Before = list.Before,
            After = list.Token is { } token ? new HarvestPlace(token.At, token.Last) : null,
        };
        var (rows, hasMore) = await stores.Harvest.ListAsync(range, withRecords, withRecords ? stores.Limits.Records : stores.Limits.Heads, ct);
        if (withRecords && list.Format.IsWhole)
        {
            (rows, hasMore) = Cut(rows, hasMore);
        }

        if (rows.Count == 0)
        {
            await RefuseAsync(OaiError.NoRecordsMatch); // Behind a token too: what stood there has left the list meanwhile.
            return;
        }

        var size = list.Token?.Size ?? (hasMore ? await stores.Harvest.CountAsync(range, ct) : 0);
        await AnswerAsync(async answer =>
        {
            answer.Begin(list.Verb);
            foreach (var row in rows)
            {
                if (withRecords)
                {
                    await WriteAsync(answer, row, list.Format);
                }
                else
                {
                    answer.Write(site.Header(row));
                }

                await SendAsync(answer, Portion);
            }

            WriteToken(answer, !hasMore ? null : new OaiToken
            {
                Verb = list.Verb,
                Prefix = list.Format.Prefix,
                Set = list.Set?.Spec,
                From = list.From,
                Before = list.Before,
                At = rows[^1].ChangedAt,
                Last = rows[^1].Id,
                Cursor = (list.Token?.Cursor ?? 0) + rows.Count,
                Size = size,
                Expires = moment.Now + OaiTokens.Lifetime,
            }, list.Token);
            answer.End();
        });
    }

    // Full texts are long: as many as go into a page of some size, and one at least.
    private (IReadOnlyList<HarvestRow> Rows, bool HasMore) Cut(IReadOnlyList<HarvestRow> rows, bool hasMore)
    {
        long bytes = 0;
        for (var i = 0; i < rows.Count; i++)
        {
            bytes += rows[i].JatsLength;
            if (i > 0 && bytes > stores.Limits.FullTextBytes)
            {
                return ([.. rows.Take(i)], true);
            }
        }

        return (rows, hasMore);
    }

    private async Task WriteAsync(OaiAnswer answer, HarvestRow row, OaiFormat format)
    {
        var header = site.Header(row);
        if (header.IsDeleted)
        {
            answer.Write(header, _ => { });
            return;
        }

        var article = site.Article(row);
        if (!format.IsWhole)
        {
            answer.Write(header, xml => OaiDublinCore.Write(xml, article));
            return;
        }

        var jats = await JatsAsync(row, article) ?? OaiJatsFront.Of(article);
        answer.Write(header, jats.WriteTo);
    }

    private async Task<XElement?> JatsAsync(HarvestRow row, OaiArticle article)
    {
        if (!FileHash.TryParse(row.JatsHash, out var hash) || await stores.Files.OpenAsync(hash, ct) is not { } file)
        {
            return null;
        }

        await using (file)
        {
            return OaiJats.Of(file, article.IsOpen, article.NotesAreOpen);
        }
    }

    // A list that fits on one page has no token; the last page of several has an empty one (3.5).
    private void WriteToken(OaiAnswer answer, OaiToken? next, OaiToken? given)
    {
        if (next is not null || given is not null)
        {
            answer.WriteToken(next is null ? null : tokens.Write(next), next?.Expires ?? default, given?.Cursor ?? 0, next?.Size ?? given?.Size ?? 0);
        }
    }

    private async Task AnswerAsync(Func<OaiAnswer, Task> write)
    {
        using var answer = new OaiAnswer(_written, moment.Settled, site.Address, echo);
        await write(answer);
        answer.Finish();
        await SendAsync(answer, 0);
    }

    private async Task SendAsync(OaiAnswer answer, int from)
    {
        answer.Flush();
        if (_written.Length <= from)
        {
            return;
        }

        await context.Response.Body.WriteAsync(_written.GetBuffer().AsMemory(0, (int)_written.Length), ct);
        _written.SetLength(0);
    }
}
