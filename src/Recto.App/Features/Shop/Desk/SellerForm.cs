using System.Globalization;
using Recto.App.Features.Shop.Pages;
using Recto.App.Shell;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.App.Shell.Mail;
using Recto.Journals.Shop;
using Recto.Storage.Shop;

namespace Recto.App.Features.Shop.Desk;

/// <summary>A seller as a form, there and back.</summary>
internal static class SellerForm
{
    private const int LongestLine = 200;
    private const int MostLines = 8;
    private const int LongestPrefix = 12;
    private const int LongestNote = 1000;

    /// <summary>Fields whose changes are logged and compared.</summary>
    public static readonly string[] Names = ["name", "address", "country", "vat", "email", "bank", "prefix", "gross", "note"];

    /// <summary>How the form calls a field.</summary>
    public static string Label(Say say, string name) => name switch
    {
        "name" => say["Name in law"],
        "address" => say["Address"],
        "country" => say["Country"],
        "vat" => say["VAT number"],
        "email" => say["E-mail for buyers"],
        "bank" => say["Bank, for invoices"],
        "prefix" => say["What stands before numbers of receipts"],
        "gross" => say["Prices hold the tax already"],
        _ => say["What stands below each receipt"],
    };

    /// <summary>What a form shows of a seller.</summary>
    public static FormValues Of(SellerRow row)
    {
        var seller = row.Seller;
        var form = new FormValues(("name", seller.Name), ("address", string.Join('\n', seller.Address)), ("country", seller.Country), ("vat", seller.VatId), ("email", seller.Email), ("bank", seller.Bank.Count == 0 ? null : string.Join('\n', seller.Bank)),
            ("prefix", seller.ReceiptPrefix), ("note", seller.Note), (EditConflict.VersionField, row.EditVersion.ToString(CultureInfo.InvariantCulture)));
        form.Set("gross", seller.PricesIncludeTax ? "on" : null);
        return form;
    }

    /// <summary>Reads it; what is wrong stands in the form.</summary>
    public static Seller Read(FormValues form, Guid id, Say say)
    {
        var name = Line(form, "name", say);
        if (name is null)
        {
            form.Wrong("name", say["Who sells needs a name: it stands on every receipt."]);
        }

        var address = Lines(form, "address", say);
        if (address.Count == 0)
        {
            form.Wrong("address", say["An address of at least one line: it stands on every receipt."]);
        }

        if (!Countries.Has(form.Text("country")))
        {
            form.Wrong("country", say["Choose a country."]);
        }

        var prefix = form.Text("prefix");
        if (prefix is not null && (prefix.Length > LongestPrefix || !prefix.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')))
        {
            form.Wrong("prefix", say["Up to {0} letters of the Latin alphabet, digits and hyphens.", LongestPrefix]);
        }

        if (form.Text("email") is { } mail && !Addresses.IsAddress(mail))
        {
            form.Wrong("email", say["This is not one e-mail address. As in name@example.org."]);
        }

        return new Seller
        {
            Id = id,
            Name = name ?? "",
            Address = address,
            Country = form.Text("country") ?? "",
            VatId = Line(form, "vat", say),
            Email = form.Text("email"),
            Bank = Lines(form, "bank", say),
            ReceiptPrefix = prefix,
            PricesIncludeTax = form.Has("gross"),
            Note = Note(form, say),
        };
    }

    private static string? Line(FormValues form, string name, Say say)
    {
        if (form.Text(name) is not { } text || (text.Length <= LongestLine && !text.Any(char.IsControl)))
        {
            return form.Text(name);
        }

        form.Wrong(name, say["One line of up to {0} characters.", LongestLine]);
        return null;
    }

    private static string? Note(FormValues form, Say say)
    {
        if (form.Text("note") is not { Length: > LongestNote })
        {
            return form.Text("note");
        }

        form.Wrong("note", say["Write at most {0} characters.", LongestNote]);
        return null;
    }

    private static List<string> Lines(FormValues form, string name, Say say)
    {
        List<string> lines = [.. (form.Text(name) ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
        if (lines.Count > MostLines || lines.Any(line => line.Length > LongestLine))
        {
            form.Wrong(name, say["Up to {0} lines of up to {1} characters.", MostLines, LongestLine]);
        }

        return lines;
    }
}
