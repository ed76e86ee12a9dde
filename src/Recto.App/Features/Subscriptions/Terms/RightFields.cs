using System.Globalization;
using Recto.App.Shell;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.App.Shell.Mail;
using Recto.Journals.Access;
using Recto.Storage.Access;

namespace Recto.App.Features.Subscriptions.Terms;

/// <summary>The fields of a right's terms and details, at the desk.</summary>
internal static class RightFields
{
    private const int LongestLine = 200;
    private const int LongestNotes = 4000;

    /// <summary>Names of the fields and what they are called, in the order of the form.</summary>
    public static IReadOnlyList<(string Name, string Label)> Labels(Say say) =>
    [
        ("kind", say["Kind"]), ("target", say["For"]), ("work", say["Address of the article or issue"]), ("from", say["First day"]), ("to", say["Last day"]), ("grace", say["Days of grace"]),
        ("first-year", say["Content from year"]), ("last-year", say["Content to year"]), ("perpetual", say["Years stay open after the end"]), ("perpetual-first", say["Stays from year"]), ("perpetual-last", say["Stays to year"]),
        ("download", say["Downloads"]), ("print", say["Printing"]), ("reference", say["Reference"]), ("contact", say["Whom to write to"]), ("contact-email", say["Their e-mail address"]), ("language", say["Language of mails to them"]),
        ("price", say["Price"]), ("notes", say["Notes of the desk"]), ("silent", say["No reminders"]),
    ];

    /// <summary>The form of a right.</summary>
    public static FormValues FormOf(RightRow row)
    {
        var (right, details) = (row.Right, row.Right.Details);
        var form = TermsOf(new RightTerms
        {
            Kind = right.Kind,
            From = DateOnly.FromDateTime(right.StartsAt.UtcDateTime),
            To = right.EndsAt is { } end ? RightTerms.LastDayBefore(end) : null,
            Years = right.Years,
            Perpetual = right.Perpetual,
            GraceDays = right.GraceDays,
        });
        TargetField.Fill(form, row);
        Tick(form, "download", right.Uses.HasFlag(RightUses.Download));
        Tick(form, "print", right.Uses.HasFlag(RightUses.Print));
        Tick(form, "silent", details.IsSilent);
        form.Set("reference", details.Reference);
        form.Set("contact", details.ContactName);
        form.Set("contact-email", details.ContactEmail);
        form.Set("language", details.Language);
        form.Set("price", details.Price);
        form.Set("notes", details.Notes);
        form.Set(EditConflict.VersionField, right.EditVersion.ToString(CultureInfo.InvariantCulture));
        return form;
    }

    /// <summary>The fields of terms alone.</summary>
    public static FormValues TermsOf(RightTerms terms)
    {
        var form = new FormValues(("kind", KindWord(terms.Kind)), ("from", Day(terms.From)), ("to", terms.To is { } to ? Day(to) : null), ("grace", terms.GraceDays == 0 ? null : Number(terms.GraceDays)),
            ("first-year", Number(terms.Years?.First)), ("last-year", Number(terms.Years?.Last)), ("perpetual-first", Number(terms.Perpetual?.First)), ("perpetual-last", Number(terms.Perpetual?.Last)));
        Tick(form, "perpetual", terms.Perpetual is not null);
        return form;
    }

    /// <summary>A form for a right that is to be: a year of reading, downloading and printing from that day on.</summary>
    public static FormValues Empty(DateOnly today)
    {
        var form = TermsOf(new RightTerms { Kind = RightKind.Subscription, From = today, To = today.AddYears(1).AddDays(-1) });
        Tick(form, "download", true);
        Tick(form, "print", true);
        return form;
    }

    /// <summary>Reads terms, uses and details, and says what is wrong with each.</summary>
    /// <param name="form">The form.</param>
    /// <param name="target">What it is for; null where that is wrong already.</param>
    /// <param name="say">Words.</param>
    public static (RightTerms Terms, RightUses Uses, RightDetails Details) Read(FormValues form, RightTarget? target, Say say)
    {
        var terms = new RightTerms
        {
            Kind = form.Text("kind") switch { "trial" => RightKind.Trial, "token" => RightKind.Token, _ => RightKind.Subscription },
            From = ReadDay(form, "from", say) ?? NoDay(form, say),
            To = ReadDay(form, "to", say),
            GraceDays = ReadNumber(form, "grace", say) ?? 0,
            Years = Range(ReadNumber(form, "first-year", say), ReadNumber(form, "last-year", say)),
            Perpetual = form.Has("perpetual") ? new YearRange(ReadNumber(form, "perpetual-first", say), ReadNumber(form, "perpetual-last", say)) : null,
            IsForOneWork = target is { ArticleId: not null } or { IssueId: not null },
        };
        foreach (var fault in form.IsRight ? terms.Check() : [])
        {
            var (name, sentence) = FaultWords(fault, say);
            form.Wrong(name, sentence);
        }

        foreach (var (name, longest) in new[] { ("reference", LongestLine), ("contact", LongestLine), ("price", LongestLine), ("notes", LongestNotes) })
        {
            if (form.Text(name) is { } text && (text.Length > longest || Recto.Storage.Sql.StoredText.FindUnkeepable(text) >= 0))
            {
                form.Wrong(name, say["Write at most {0} characters.", longest]);
            }
        }

        if (form.Text("contact-email") is { } email && !Addresses.IsAddress(email))
        {
            form.Wrong("contact-email", say["This is no complete address. It looks like name@example.org."]);
        }

        return (terms, (form.Has("download") ? RightUses.Download : RightUses.None) | (form.Has("print") ? RightUses.Print : RightUses.None), new RightDetails
        {
            Reference = form.Text("reference"),
            ContactName = form.Text("contact"),
            ContactEmail = form.Text("contact-email"),
            Language = Say.Languages.FirstOrDefault(known => known.Tag == form.Text("language")).Tag,
            Price = form.Text("price"),
            Notes = form.Text("notes"),
            IsSilent = form.Has("silent"),
        });
    }

    /// <summary>A day as forms carry it.</summary>
    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static (string Name, string Sentence) FaultWords(TermsFault fault, Say say) => fault switch
    {
        TermsFault.EndsBeforeItBegins => ("to", say["The last day comes before the first. Change one of them."]),
        TermsFault.DayTooFar => ("to", say["That day lies too far away. Leave the last day empty for a right without end."]),
        TermsFault.TrialWithoutEnd => ("to", say["A trial needs a last day."]),
        TermsFault.TrialThatStays => ("perpetual", say["Nothing of a trial stays open after its end. Untick this, or choose a subscription."]),
        TermsFault.GraceOutOfRange => ("grace", say["Write a number of days from 0 to {0}.", RightTerms.MostGraceDays]),
        TermsFault.GraceWithoutEnd => ("grace", say["There is no grace after a right without end. Write a last day, or leave this empty."]),
        TermsFault.YearsWrong => ("first-year", say["Write the first and the last year of content in four digits, the first not after the last."]),
        TermsFault.PerpetualYearsWrong => ("perpetual-first", say["Write the first and the last year that stay in four digits, the first not after the last."]),
        TermsFault.PerpetualWithoutEnd => ("perpetual", say["A right without end needs no years that stay after it. Write a last day, or untick this."]),
        TermsFault.PerpetualBeyondYears => ("perpetual-first", say["Years that stay must lie among the years of content above."]),
        _ => ("first-year", say["For an article or an issue, leave the years of content empty: its own year is what counts."]),
    };

    private static DateOnly NoDay(FormValues form, Say say)
    {
        form.Wrong("from", say["Write the first day, as 2026-01-01."]);
        return default;
    }

    private static DateOnly? ReadDay(FormValues form, string name, Say say)
    {
        if (form.Text(name) is not { } text)
        {
            return null;
        }

        if (Dates.ReadDay(text) is { } day)
        {
            return day;
        }

        form.Wrong(name, say["“{0}” is no day. Write it as 2026-12-31.", text]);
        return null;
    }

    private static int? ReadNumber(FormValues form, string name, Say say)
    {
        if (form.Text(name) is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        form.Wrong(name, say["“{0}” is no whole number.", text]);
        return null;
    }

    private static YearRange? Range(int? first, int? last) => first is null && last is null ? null : new YearRange(first, last);

    private static string KindWord(RightKind kind) => kind switch { RightKind.Trial => "trial", RightKind.Token => "token", _ => "subscription" };

    private static string? Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static void Tick(FormValues form, string name, bool isOn) => form.Set(name, isOn ? "on" : null);
}
