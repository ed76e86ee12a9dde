using Microsoft.AspNetCore.Identity;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.App.Shell.Mail;
using Recto.Journals.Desk;
using Recto.Storage.Accounts;

namespace Recto.App.Features.Accounts.Users;

/// <summary>An account to be.</summary>
internal static class NewAccount
{
    /// <summary>Most characters of a name.</summary>
    public const int LongestName = 200;

    /// <summary>Makes one that signs in by link until its owner adds something.</summary>
    public static Account Of(string email, ILookupNormalizer normalizer, string name, string? language, IReadOnlyList<DeskGrant> grants, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Email = email,
        EmailKey = normalizer.NormalizeEmail(email)!,
        Name = name,
        Language = language,
        SecurityStamp = Guid.NewGuid().ToString("N"),
        Grants = grants,
        CreatedAt = now,
    };

    /// <summary>Says what is wrong with the fields <c>email</c> and <c>name</c>.</summary>
    public static void Check(FormValues form, Say say)
    {
        CheckName(form, say);
        if (form.Text("email") is null)
        {
            form.Wrong("email", say["An address is needed: links to sign in are sent there."]);
        }
        else if (!Addresses.IsAddress(form.Text("email")))
        {
            form.Wrong("email", say["This is no complete address. It looks like name@example.org."]);
        }
    }

    /// <summary>Says what is wrong with the field <c>name</c>.</summary>
    public static void CheckName(FormValues form, Say say)
    {
        if (form.Text("name") is not { } name)
        {
            form.Wrong("name", say["A name is needed: it stands beside every change in the log."]);
        }
        else if (name.Length > LongestName || name.Any(char.IsControl))
        {
            form.Wrong("name", say["A name is one line of up to {0} characters.", LongestName]);
        }
    }
}
