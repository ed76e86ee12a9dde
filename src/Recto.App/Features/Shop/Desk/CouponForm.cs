using System.Globalization;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.Journals.Shop;
using Recto.Storage.Shop;

namespace Recto.App.Features.Shop.Desk;

/// <summary>A coupon as a form, there and back.</summary>
internal static class CouponForm
{
    private const int Shortest = 3;
    private const int Longest = 40;

    /// <summary>Fields whose changes are logged and compared.</summary>
    public static readonly string[] Names = ["code", "percent", "amount", "journal", "from", "until", "most", "on"];

    /// <summary>How the form calls a field.</summary>
    public static string Label(Say say, string name) => name switch
    {
        "code" => say["What buyers type"],
        "percent" => say["Percent off"],
        "amount" => say["Or an amount off"],
        "journal" => say["Only for this journal"],
        "from" => say["First day on which it holds"],
        "until" => say["Last day on which it holds"],
        "most" => say["How many orders may use it"],
        _ => say["It holds"],
    };

    /// <summary>What a form shows of a coupon.</summary>
    public static FormValues Of(CouponRow row)
    {
        var coupon = row.Coupon;
        var form = new FormValues(("code", coupon.Code), ("percent", coupon.Percent?.ToString(CultureInfo.InvariantCulture)), ("amount", coupon.Amount?.ToString()), ("journal", coupon.JournalId?.ToString()),
            ("from", DayForm.Of(coupon.From)), ("until", DayForm.LastOf(coupon.Until)), ("most", coupon.MostUses?.ToString(CultureInfo.InvariantCulture)), (EditConflict.VersionField, row.EditVersion.ToString(CultureInfo.InvariantCulture)));
        form.Set("on", coupon.IsOn ? "on" : null);
        return form;
    }

    /// <summary>Reads it; what is wrong stands in the form.</summary>
    /// <param name="form">What was sent.</param>
    /// <param name="id">The coupon's key.</param>
    /// <param name="kept">The coupon as it is kept; null for a new one.</param>
    /// <param name="say">The words.</param>
    public static Coupon Read(FormValues form, Guid id, Coupon? kept, Say say)
    {
        var code = (form.Text("code") ?? "").ToUpperInvariant();
        if (code.Length is < Shortest or > Longest || !code.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '-'))
        {
            form.Wrong("code", say["{0} to {1} letters of the Latin alphabet, digits and hyphens.", Shortest, Longest]);
        }

        int? percent = null;
        Money? amount = null;
        if (form.Text("percent") is { } typed)
        {
            percent = int.TryParse(typed.TrimEnd('%', ' '), NumberStyles.None, CultureInfo.InvariantCulture, out var read) && read is >= 1 and <= 100 ? read : null;
            if (percent is null)
            {
                form.Wrong("percent", say["A whole number, 1 to 100."]);
            }
        }

        if (form.Text("amount") is { } off)
        {
            amount = MoneyForm.Read(off) is { Minor: > 0 } money ? money : null;
            if (amount is null)
            {
                form.Wrong("amount", say["“{0}” is no amount. Write it as 10.00 USD.", off]);
            }
        }

        if (form.IsRight && percent is null == amount is null)
        {
            form.Wrong("percent", say["Say either how many percent it takes off, or an amount."]);
        }

        int? most = null;
        if (form.Text("most") is { } count)
        {
            most = int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var read) && read is >= 1 and <= 1_000_000 ? read : null;
            if (most is null)
            {
                form.Wrong("most", say["A whole number from 1; empty for any number."]);
            }
        }

        Guid? journal = null;
        if (form.Text("journal") is { } chosen)
        {
            journal = Guid.TryParse(chosen, out var one) ? one : null;
        }

        var (from, until) = DayForm.ReadWindow(form, "from", "until", say);
        return new Coupon { Id = id, Code = code, Percent = percent, Amount = amount, JournalId = journal, ProductId = kept?.ProductId, From = from, Until = until, MostUses = most, IsOn = form.Has("on") };
    }
}
