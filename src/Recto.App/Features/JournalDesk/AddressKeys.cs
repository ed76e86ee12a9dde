using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.Journals.Issues;

namespace Recto.App.Features.JournalDesk;

/// <summary>Parts of addresses that editors give: of journals, issues and pages.</summary>
internal static class AddressKeys
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

        if (!AddressWord.IsOne(key, 100))
        {
            form.Wrong(name, say["The address takes lower-case letters a to z, digits, and single hyphens between them, up to 100. As in lower-margin."]);
        }
        else if (underJournal ? ReservedKeys.IsOfIssues(key) : ReservedKeys.IsOfJournals(key))
        {
            form.Wrong(name, say["“{0}” is the address of another page of the site. Choose another word.", key]);
        }
    }
}
