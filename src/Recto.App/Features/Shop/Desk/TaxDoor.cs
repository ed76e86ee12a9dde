using System.Globalization;
using System.Text.Json.Nodes;
using Recto.App.Features.Shop.Pages;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Journals.Desk;
using Recto.Journals.Shop;
using Recto.Storage.Shop;

namespace Recto.App.Features.Shop.Desk;

/// <summary>The table of tax rates.</summary>
/// <param name="Person">Who looks.</param>
/// <param name="Rates">Rates by country, class and day, the latest day first.</param>
/// <param name="Today">The day of the request, in UTC: which rate holds.</param>
/// <param name="Form">What the forms hold.</param>
/// <param name="Notice">What was just done.</param>
public sealed record TaxesView(DeskPerson Person, IReadOnlyList<TaxRate> Rates, DateOnly Today, FormValues Form, string? Notice);

/// <summary>Rates of tax at the desk: one by one, and as a table that was made elsewhere. They are the operator's data.</summary>
internal static class TaxDoor
{
    private const string Iso = "yyyy-MM-dd";
    private const int MostLines = 2000;
    private const int MostFaults = 10;
    private const int LongestName = 40;

    public static async Task ShowAsync(HttpContext context, TaxRateStore rates, Say say, CancellationToken ct)
    {
        if (await DeskDoor.MayAsync(context, DeskAct.EditShop, null))
        {
            await AnswerAsync(context, rates, new FormValues(("class", "e-publication"), ("tax", "VAT"), ("day", context.Reader().At.UtcDateTime.ToString(Iso, CultureInfo.InvariantCulture))), ShopDesk.Notice(context, say), StatusCodes.Status200OK, ct);
        }
    }

    public static async Task SaveAsync(HttpContext context, TaxRateStore rates, ShopChange change, Say say, CancellationToken ct)
    {
        if (!await DeskDoor.MayAsync(context, DeskAct.EditShop, null) || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        var read = form.Text("do") == "list" ? List(form, say) : One(form, say);
        if (!form.IsRight)
        {
            await AnswerAsync(context, rates, form, null, StatusCodes.Status422UnprocessableEntity, ct);
            return;
        }

        await change.MakeAsync(async (tx, _) =>
        {
            foreach (var rate in read)
            {
                await rates.SaveAsync(tx, rate, ct);
            }

            return true;
        }, DeskLog.Entry(context, "tax.rates", "taxes", null, null, new JsonObject { ["count"] = read.Count, ["is"] = string.Join("; ", read.Take(100).Select(Line)) }), ct);
        DeskDoor.Done(context, $"{ShopDesk.Address}/taxes?done=rates");
    }

    public static async Task AskDeleteAsync(HttpContext context, TaxRateStore rates, Say say, string? country, string? @class, string? day, CancellationToken ct)
    {
        if (!await DeskDoor.MayAsync(context, DeskAct.EditShop, null))
        {
            return;
        }

        if (await FindAsync(rates, country, @class, day, ct) is not { } rate)
        {
            await NotFound.WriteAsync(context);
            return;
        }

        await PageWriter.WriteAsync<ConfirmPage>(context, new ConfirmView(context.Person()!, say["Delete this rate"],
            [$"{Countries.Name(rate.Country)} · {rate.Class} · {rate.Rate}%", say["From then on the rate before it holds, and where there is none no tax is taken. Orders keep the rate that they were sold at."]],
            say["Delete"], ShopDesk.Address + "/taxes/delete", ShopDesk.Address + "/taxes")
        {
            Place = ShopDesk.Address,
            Crumbs = [(ShopDesk.Address, say["Shop"]), (ShopDesk.Address + "/taxes", say["Tax rates"])],
            Fields = [("country", rate.Country), ("class", rate.Class), ("day", rate.From.ToString(Iso, CultureInfo.InvariantCulture))],
        });
    }

    public static async Task DeleteAsync(HttpContext context, TaxRateStore rates, ShopChange change, CancellationToken ct)
    {
        if (!await DeskDoor.MayAsync(context, DeskAct.EditShop, null) || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        var done = await FindAsync(rates, form.Text("country"), form.Text("class"), form.Text("day"), ct) is { } rate
            && await change.MakeAsync((tx, _) => rates.DeleteAsync(tx, rate.Country, rate.Class, rate.From, ct), DeskLog.Entry(context, "tax.deleted", "taxes", null, null, new JsonObject { ["was"] = Line(rate) }), ct);
        DeskDoor.Done(context, $"{ShopDesk.Address}/taxes?done={(done ? "rates" : "gone")}");
    }

    private static async Task<TaxRate?> FindAsync(TaxRateStore rates, string? country, string? @class, string? day, CancellationToken ct) =>
        (await rates.ListAsync(ct)).FirstOrDefault(rate => rate.Country == country && rate.Class == @class && rate.From.ToString(Iso, CultureInfo.InvariantCulture) == day);

    private static List<TaxRate> One(FormValues form, Say say)
    {
        var (rate, name, fault) = Read(form.Text("country"), form.Text("class"), form.Text("day"), form.Text("rate"), form.Text("tax"), say);
        if (fault is not null)
        {
            form.Wrong(name, fault);
        }

        return rate is null ? [] : [rate];
    }

    // country,class,from,rate,name a line, as a spreadsheet writes it.
    private static List<TaxRate> List(FormValues form, Say say)
    {
        var (rates, faults) = (new List<TaxRate>(), 0);
        var lines = (form.Text("list") ?? "").Split('\n');
        if (lines.Length > MostLines)
        {
            form.Wrong("list", say["The list has {0} lines; up to {1} are taken at once. Send it in parts.", lines.Length, MostLines]);
            return [];
        }

        for (var i = 0; i < lines.Length && faults < MostFaults; i++)
        {
            var line = lines[i].Trim().TrimStart('\uFEFF');
            var fields = line.Split(line.Contains('\t', StringComparison.Ordinal) ? '\t' : line.Contains(';', StringComparison.Ordinal) ? ';' : ',', StringSplitOptions.TrimEntries).Select(field => field.Trim('"')).ToList();
            if (line.Length == 0 || (i == 0 && fields[0].Equals("country", StringComparison.OrdinalIgnoreCase)))
            {
                continue; // A first line of headings.
            }

            var (rate, _, fault) = fields.Count is 4 or 5 ? Read(fields[0], fields[1], fields[2], fields[3], fields.ElementAtOrDefault(4), say) : (null, "list", say["Four or five fields: country, class, first day, rate, name."]);
            if (fault is not null)
            {
                form.Wrong(faults++ == 0 ? "list" : $"list-{i + 1}", say["Line {0}: {1}", i + 1, fault]);
            }
            else
            {
                rates.Add(rate!);
            }
        }

        if (rates.Count == 0 && form.IsRight)
        {
            form.Wrong("list", say["The list is empty. Write country, class, first day, rate and name on each line."]);
        }

        return rates;
    }

    private static (TaxRate? Rate, string Name, string? Fault) Read(string? country, string? @class, string? day, string? rate, string? tax, Say say)
    {
        country = country?.ToUpperInvariant();
        return !Countries.Has(country) ? (null, "country", say["A country is two letters, as FR."])
            : @class is not { Length: > 0 and <= LongestName } || @class.Any(char.IsControl) ? (null, "class", say["One line of up to {0} characters.", LongestName])
            : Dates.ReadDay(day) is not { } from ? (null, "day", say["A day is written as 2026-12-31."])
            : !Percentage.TryParse(rate, out var percentage) ? (null, "rate", say["A percentage from 0 to 100, as 20 or 5.5."])
            : tax is { Length: > LongestName } || tax?.Any(char.IsControl) == true ? (null, "tax", say["One line of up to {0} characters.", LongestName])
            : (new TaxRate(country!, @class, from, percentage, string.IsNullOrEmpty(tax) ? "VAT" : tax), "", null);
    }

    private static string Line(TaxRate rate) => string.Create(CultureInfo.InvariantCulture, $"{rate.Country} {rate.Class} {rate.From:yyyy-MM-dd} {rate.Rate}%");

    private static async Task AnswerAsync(HttpContext context, TaxRateStore rates, FormValues form, string? notice, int status, CancellationToken ct) =>
        await PageWriter.WriteAsync<TaxesPage>(context, new TaxesView(context.Person()!, await rates.ListAsync(ct), DateOnly.FromDateTime(context.Reader().At.UtcDateTime), form, notice), status: status);
}
