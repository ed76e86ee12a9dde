using System.Text.RegularExpressions;

namespace Recto.Journals.Exchange.SavedPage;

// The people whom a page describes below its text.
internal sealed partial class PageBodyReader
{
    /// <summary>Family names of the contributors that the page describes.</summary>
    public IReadOnlyList<string> ContributorNames => [.. People().Select(person => person.Name.Family)];

    /// <summary>Ties the notes on contributors to the authors of the head; without such a line they are the authors.</summary>
    public void Finish()
    {
        foreach (var person in People())
        {
            var author = record.Authors.FirstOrDefault(known => string.Equals(known.Name.Family, person.Name.Family, StringComparison.OrdinalIgnoreCase));
            if (author is null && record.Authors.Count > 0 && person.Biography.Count == 0)
            {
                record.LeftOut.Add(person.BiographyTitle ?? person.Name.DisplayName);
                continue;
            }

            if (author is null)
            {
                record.Authors.Add(person);
            }
            else
            {
                if (person.BiographyTitle is { } again)
                {
                    record.LeftOut.Add(again); // The name stands in the head already.
                }

                author.Biography.AddRange(person.Biography);
            }
        }

        foreach (var line in _orcids)
        {
            var named = record.Authors.Where(author => line.Contains(author.Name.Family, StringComparison.OrdinalIgnoreCase)).ToList();
            if ((named.Count == 1 ? named[0] : record.Authors.Count == 1 ? record.Authors[0] : null) is { } owner)
            {
                owner.Orcid ??= PageHeader.Orcid().Match(line).Value;
            }
        }

        TellEmptyHeadings();
    }

    // A heading under which nothing was found is told as left out.
    private void TellEmptyHeadings()
    {
        void Tell(string? title, bool used)
        {
            if (title is not null && !used)
            {
                record.LeftOut.Add(title);
            }
        }

        Tell(record.AbstractTitle, record.Abstract.Count > 0);
        Tell(record.KeywordsTitle, record.Keywords.Count > 0);
        Tell(record.ContributorsTitle, record.Authors.Any(author => author.Biography.Count > 0));
        Tell(record.NotesTitle, record.Notes.Count > 0);
    }

    private List<PagePerson> People()
    {
        var people = new List<PagePerson>();
        foreach (var line in _contributors)
        {
            var isName = !PageHeader.EndsSentence(line.Text) && PageNames.IsName(line.Text);
            var spoken = isName ? null : Spoken().Match(line.Text) is { Success: true } match && PageNames.IsName(match.Groups["n"].Value) ? match.Groups["n"].Value : null;
            if (isName)
            {
                people.Add(new PagePerson { Name = PageNames.Divide(line.Text), BiographyTitle = line.Text });
            }
            else if (spoken is not null && (people.Count == 0 || people[^1].Biography.Count > 0 && !spoken.EndsWith(people[^1].Name.Family, StringComparison.Ordinal)))
            {
                var person = new PagePerson { Name = PageNames.Divide(spoken) };
                person.Biography.Add(line.Text);
                people.Add(person);
            }
            else if (people.Count > 0)
            {
                people[^1].Biography.Add(line.Text);
            }
            else
            {
                record.Statements.Add(new PageStatement(null, record.ContributorsTitle, [line.Block()]));
                record.ContributorsTitle = null;
            }
        }

        return people;
    }

    // "Aleksandr Vershinin is a Senior Lecturer …"
    [GeneratedRegex(@"^(?:(?:Dr|Prof|Professor)\.? )?(?<n>\p{Lu}[^,.;:(]*?(?:\p{Lu}\.[^,.;:(]*?)*),? (?:is|was|has|holds|teaches|received|works|currently|studied|completed|earned|specializes|specialises|serves|lehrt|ist|est|es|è|enseigne)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Spoken();
}
