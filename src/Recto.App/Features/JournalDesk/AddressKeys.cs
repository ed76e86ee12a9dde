using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.Journals.Issues;

namespace Recto.App.Features.JournalDesk;

/// <summary>Parts of addresses that editors give: of journals, issues and pages.</summary>
internal static partial class AddressKeys
{
    /// <summary>Says what is wrong with a key; nothing where it is right.</summary>
    /// <param name="form">The form.</param>
    /// <param name="name">Its field.</param>
    /// <param name="say">Words.</param>
    /// <param name="underJournal">Whether it stands right under a journal.</param>
    public static void Check(FormValues form, string name, Say say, bool underJournal)
    {
        if (form.Text(name) is not { } key)
        {
            return;
        }

        if (key.Length > 100 || !Form().IsMatch(key))
        {
            form.Wrong(name, say["The address takes lower-case letters a to z, digits, and single hyphens between them, up to 100. As in lower-margin."]);
        }
        else if (underJournal ? ReservedKeys.IsOfIssues(key) : ReservedKeys.IsOfJournals(key))
        {
            form.Wrong(name, say["“{0}” is the address of another page of the site. Choose another word.", key]);
        }
    }

    /// <summary>A key made of a name: <c>lower-margin</c> for <c>Lower Margin</c>; null where nothing is left.</summary>
    public static string? Of(string? name)
    {
        var key = new StringBuilder();
        foreach (var c in (name ?? "").Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                key.Append(c);
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && key.Length > 0 && key[^1] != '-')
            {
                key.Append('-');
            }
        }

        var text = key.ToString();
        text = (text.Length > 60 ? text[..60] : text).Trim('-');
        return text.Length == 0 ? null : text;
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Form();
}
