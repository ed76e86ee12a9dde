using System.Globalization;
using System.Text.Json.Nodes;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.Journals.Access;

namespace Recto.App.Features.Institutions;

/// <summary>The record of an institution as a form.</summary>
internal static class InstitutionForm
{
    /// <summary>Its fields in order.</summary>
    public static IReadOnlyList<string> Names { get; } = ["name", "key", "country", "ror", "consortium", "parents", "vat_id", "address", "contact", "notes"];

    // Of these the log of changes says that they changed, and not how: people stand in them.
    private static readonly string[] Quiet = ["address", "contact", "notes"];
    private static readonly string[] Reserved = ["new", "address", "keys"];

    /// <summary>What a field is called.</summary>
    public static string Label(Say say, string name) => name switch
    {
        "name" => say["Name"],
        "key" => say["Key"],
        "country" => say["Country"],
        "ror" => say["ROR id"],
        "consortium" => say["It is a consortium: members read through it"],
        "parents" => say["Part of, or member of"],
        "vat_id" => say["VAT id"],
        "address" => say["Postal address"],
        "contact" => say["Contact"],
        _ => say["Notes of the desk"],
    };

    /// <summary>The form as the institution is kept.</summary>
    /// <param name="institution">The institution.</param>
    /// <param name="keys">Key of an institution by its id; null for one that is gone.</param>
    public static FormValues Of(Institution institution, Func<Guid, string?> keys) => new(
        ("name", institution.Name), ("key", institution.Key), ("country", institution.Country), ("ror", institution.Ror), ("consortium", institution.IsConsortium ? "on" : null),
        ("parents", string.Join(", ", institution.Parents.Select(keys).OfType<string>().Order(StringComparer.Ordinal)) is { Length: > 0 } parents ? parents : null), ("vat_id", institution.Details.VatId), ("address", institution.Details.Address),
        ("contact", institution.Details.Contact), ("notes", institution.Details.Notes), (EditConflict.VersionField, institution.EditVersion.ToString(CultureInfo.InvariantCulture)));

    /// <summary>What the form says of an institution; what is wrong is said in the form.</summary>
    /// <param name="form">The form.</param>
    /// <param name="before">The institution as it is kept, or a new one.</param>
    /// <param name="find">Id of an institution by its key; null where there is none.</param>
    /// <param name="say">Words.</param>
    public static Institution Read(FormValues form, Institution before, Func<string, Guid?> find, Say say)
    {
        if (form.Text("name") is null)
        {
            form.Wrong("name", say["An institution needs a name."]);
        }

        foreach (var (name, most) in new[] { ("name", 300), ("vat_id", 40), ("address", 1000), ("contact", 1000), ("notes", 5000), ("parents", 2000) })
        {
            if (form.Text(name) is { } text && text.Length > most)
            {
                form.Wrong(name, say["This has {0} characters; up to {1} are kept.", text.Length, most]);
            }
        }

        if (form.Text("key") is null)
        {
            form.Set("key", AddressWord.Of(form.Text("name")));
        }

        if (form.Text("key") is not { } key)
        {
            form.Wrong("key", say["No key can be made of this name. Write one in letters a to z. As in ub-bern."]);
        }
        else if (!AddressWord.IsOne(key, 80))
        {
            form.Wrong("key", say["A key takes lower-case letters a to z, digits, and single hyphens between them, up to 80. As in ub-bern."]);
        }
        else if (Reserved.Contains(key))
        {
            form.Wrong("key", say["“{0}” is the address of another page of the site. Choose another word.", key]);
        }

        var country = form.Text("country")?.ToUpperInvariant();
        if (country is not null && (country.Length != 2 || !country.All(char.IsAsciiLetterUpper)))
        {
            form.Wrong("country", say["“{0}” is not the code of a country: two letters, as in CH, DE or GB.", form.Text("country")]);
        }

        var ror = RorId.TryRead(form.Text("ror"));
        if (ror is null && form.Text("ror") is { } written)
        {
            form.Wrong("ror", say["“{0}” is not a ROR id, or a digit of it is wrong. As in https://ror.org/05a28rw58.", written]);
        }

        return before with
        {
            Key = form.Text("key") ?? "-",
            Name = form.Text("name") ?? "-",
            IsConsortium = form.Has("consortium"),
            Country = country,
            Ror = ror,
            Parents = Parents(form, before, find, say),
            Details = before.Details with { VatId = form.Text("vat_id"), Address = form.Text("address"), Contact = form.Text("contact"), Notes = form.Text("notes") },
            EditVersion = EditConflict.ShownVersion(form),
        };
    }

    /// <summary>What the log of changes says of a change; null where nothing has changed.</summary>
    public static JsonObject? Changes(FormValues before, FormValues after)
    {
        var quiet = DeskLog.Changes(before, after, Quiet);
        var changes = DeskLog.Changes(before, after, Names.Except(Quiet)) ?? (quiet is null ? null : []);
        if (quiet is not null)
        {
            changes!["fields"] = new JsonArray([.. quiet.Select(field => JsonValue.Create(field.Key))]);
        }

        return changes;
    }

    private static List<Guid> Parents(FormValues form, Institution before, Func<string, Guid?> find, Say say)
    {
        var parents = new List<Guid>();
        foreach (var word in (form.Text("parents") ?? "").Split([',', ';', ' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (find(word) is not { } parent)
            {
                form.Wrong("parents", say["No open institution has the key “{0}”. Its key stands in the list of institutions.", word]);
            }
            else if (parent == before.Id)
            {
                form.Wrong("parents", say["An institution is not part of itself. Take “{0}” out.", word]);
            }
            else if (!parents.Contains(parent))
            {
                parents.Add(parent);
            }
        }

        return parents;
    }
}
