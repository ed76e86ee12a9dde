using System.Diagnostics;
using Recto.App.Shell;
using Recto.Journals.Exchange.Oai;
using Recto.Storage.Articles;
using Recto.Storage.Files;
using Recto.Storage.Issues;

namespace Recto.App.Features.Harvest.Oai;

/// <summary>What answers are made from.</summary>
/// <param name="Harvest">The records.</param>
/// <param name="Journals">The journals.</param>
/// <param name="Files">The full texts.</param>
/// <param name="Limits">How much is given at once.</param>
/// <param name="Options">What the site was told.</param>
internal sealed record OaiStores(HarvestStore Harvest, JournalStore Journals, IFileStore Files, OaiLimits Limits, SiteOptions Options);

/// <summary>When a request is answered.</summary>
/// <param name="Now">Now.</param>
/// <param name="Settled">The date of the answer: what is committed later is stamped later.</param>
internal sealed record OaiMoment(DateTimeOffset Now, DateTimeOffset Settled);

/// <summary>Answers harvesters.</summary>
/// <param name="stores">What answers are made from.</param>
/// <param name="signature">The key of tokens.</param>
/// <param name="time">Gives the time.</param>
internal sealed class OaiProvider(OaiStores stores, OaiSignature signature, TimeProvider time)
{
    /// <summary>Answers a request; records are sent one after the other as they are written.</summary>
    /// <param name="context">The request.</param>
    /// <param name="ct">Cancels.</param>
    public async Task AnswerAsync(HttpContext context, CancellationToken ct)
    {
        var tokens = await signature.GetAsync(ct);
        var now = time.GetUtcNow();
        var moment = new OaiMoment(now, await stores.Harvest.SettledAsync(now, ct)); // Before anything else is read.
        var site = OaiSite.Of(stores.Options, context);
        var arguments = OaiArguments.Read(await OaiQuestion.ReadAsync(context.Request, ct), tokens, now);
        context.Response.ContentType = "text/xml; charset=utf-8";
        using var work = new OaiWork(stores, context, tokens, site, moment, arguments.Echo, ct);
        await (arguments.Request switch
        {
            OaiIdentify => work.IdentifyAsync(),
            OaiListFormats list => work.FormatsAsync(list),
            OaiListSets list => work.SetsAsync(list),
            OaiGetRecord get => work.RecordAsync(get),
            OaiList list => work.ListAsync(list),
            OaiRefused refused => work.RefuseAsync(refused.Errors),
            _ => throw new UnreachableException(),
        });
    }
}
