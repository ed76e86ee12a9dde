using System.Globalization;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.Notes.Archives;
using Recto.Notes.Corrections;
using Recto.Notes.References;
using Recto.Notes.Resolution;

namespace Recto.App.Features.Proof;

/// <summary>Between the form of a reference and the reference.</summary>
internal static class CorrectionValues
{
    /// <summary>The value of "a source of its own".</summary>
    public const string Own = "own";

    private const int Longest = 1000;

    /// <summary>The form as it shows a reference that is kept or read.</summary>
    /// <param name="proof">The article.</param>
    /// <param name="note">Index of the note.</param>
    /// <param name="reference">Index of the reference.</param>
    /// <param name="reading">What the note cites.</param>
    public static FormValues Of(Proof proof, int note, int reference, IReadOnlyList<CorrectedReference> reading)
    {
        var said = reading[reference];
        var values = ReferenceValues.Of(said.Reference);
        var resolved = proof.Apparatus.Notes[note].References.ElementAtOrDefault(reference);
        var target = resolved?.RefersTo;
        var isBack = said.Reference is BackReference;
        return new FormValues(
            ("form", values.Form.ToString()),
            ("kind", (said.Reference is UnreadReference ? ReferenceKind.Unknown : isBack ? resolved?.Kind ?? ReferenceKind.Unknown : values.Kind).ToString()),
            ("target", isBack ? target?.Label ?? (said.Reference as BackReference)?.TargetLabel?.Text : null),
            ("part", isBack && target is { NoteIndex: { } at, Reference: { } part } && proof.Apparatus.Notes[at].References.Count > 1 ? (part + 1).ToString(CultureInfo.InvariantCulture) : null),
            ("authors", values.Authors), ("editors", values.Editors), ("title", values.Title), ("container", values.Container), ("place", values.Place), ("publisher", values.Publisher),
            ("year", values.Year), ("volume", values.Volume), ("issue", values.Issue), ("pages", values.Pages), ("repository", values.Repository), ("path", isBack ? null : values.Path), ("level", isBack ? values.Path : null),
            ("folio", values.Folio), ("side", values.Side?.ToString()), ("description", values.Description), ("date", values.Date),
            ("source", said.IsApart ? Own : !isBack && said.SameAs is not null && resolved?.SourceId is { } id ? id : null));
    }

    /// <summary>Reads the form; null where something is wrong with it, which the form then says.</summary>
    public static CorrectedReference? Read(FormValues form, Proof proof, int note, CorrectedReference before, RepositoryDirectory directory, Say say)
    {
        var text = proof.Apparatus.Notes[note].Note.Text;
        foreach (var (name, _) in CorrectionWords.Labels(say).Where(field => form.Text(field.Name)?.Length > Longest))
        {
            form.Wrong(name, say["This is longer than {0} characters. Write the field alone.", Longest]);
        }

        var isForm = Enum.TryParse<ReferenceForm>(form.Text("form"), out var kindOfForm) && Enum.IsDefined(kindOfForm);
        var isKind = Enum.TryParse<ReferenceKind>(form.Text("kind") ?? nameof(ReferenceKind.Unknown), out var kind) && Enum.IsDefined(kind);
        if (!isForm)
        {
            form.Wrong("form", say["Choose how the reference is given."]);
        }

        if (!isKind)
        {
            form.Wrong("kind", say["Choose what is cited."]);
        }

        var isBack = kindOfForm is ReferenceForm.Ibid or ReferenceForm.CrossReference || kindOfForm == ReferenceForm.Idem && form.Text("title") is null;
        var values = new ReferenceValues
        {
            Form = kindOfForm,
            Kind = kind,
            Authors = form.Text("authors"),
            Editors = form.Text("editors"),
            Title = form.Text("title"),
            Container = form.Text("container"),
            Place = form.Text("place"),
            Publisher = form.Text("publisher"),
            Year = form.Text("year"),
            Volume = form.Text("volume"),
            Issue = form.Text("issue"),
            Pages = form.Text("pages"),
            Repository = form.Text("repository"),
            Path = isBack ? form.Text("level") : form.Text("path"),
            Folio = form.Text("folio"),
            Side = Enum.TryParse<FolioSide>(form.Text("side"), out var side) && Enum.IsDefined(side) ? side : null,
            Description = form.Text("description"),
            Date = form.Text("date"),
        };
        MentionKey? same = null;
        if (isBack)
        {
            same = Target(form, proof, note, kindOfForm, say);
        }
        else
        {
            RequireWords(form, values, say);
            same = Source(form, proof, note, say);
        }

        if (!form.IsRight)
        {
            return null;
        }

        return new CorrectedReference
        {
            Reference = values.Make(text, before.Reference, form.Text("target"), directory),
            SameAs = same,
            IsApart = !isBack && form.Text("source") == Own,
        };
    }

    private static MentionKey? Target(FormValues form, Proof proof, int note, ReferenceForm kind, Say say)
    {
        var notes = proof.Notes;
        if (form.Text("target") is not { } label)
        {
            if (kind == ReferenceForm.CrossReference)
            {
                form.Wrong("target", say["Write the number of the note that is meant, as in 14."]);
            }

            return null;
        }

        // Where a number is used twice, the nearest note before this one.
        var places = Enumerable.Range(0, notes.Count).Where(i => notes[i].Label == label).ToList();
        if (places.Count == 0)
        {
            form.Wrong("target", say["There is no note {0}. The notes run from {1} to {2}.", label, notes[0].Label, notes[^1].Label]);
            return null;
        }

        var at = places.FindLast(i => i < note) is var before && places.Contains(before) && before < note ? before : places[0];
        if (kind != ReferenceForm.CrossReference && at >= note || at == note)
        {
            form.Wrong("target", at == note ? say["A note cannot stand for itself. Write the number of another note."] : say["Ibid. and idem stand for a note before this one. For a later note choose “see note …”."]);
            return null;
        }

        if (form.Text("part") is not { } part)
        {
            return new MentionKey(NoteKey.Of(notes, at), null);
        }

        var count = proof.Apparatus.Notes[at].References.Count;
        if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1 || number > count)
        {
            form.Wrong("part", count == 0 ? say["Note {0} cites nothing. Leave this empty, or name another note.", label] : say["Note {0} has {1} references: write a number from 1 to {1}, or leave this empty.", label, count]);
            return null;
        }

        return new MentionKey(NoteKey.Of(notes, at), number - 1);
    }

    private static MentionKey? Source(FormValues form, Proof proof, int note, Say say)
    {
        if (form.Text("source") is not { } id || id == Own)
        {
            return null;
        }

        if (proof.Apparatus.Sources.FirstOrDefault(source => source.Id == id) is not { } found)
        {
            form.Wrong("source", say["This source is not cited any more. Choose another, or let Recto find it."]);
            return null;
        }

        // A mention in this very note would move with the correction.
        var mentions = found.Mentions.Where(mention => mention.NoteIndex != note).ToList();
        if (mentions.Count == 0)
        {
            return null;
        }

        var best = mentions.Contains(found.Best) ? found.Best : mentions[0];
        return new MentionKey(NoteKey.Of(proof.Notes, best.NoteIndex), best.ReferenceIndex);
    }

    private static void RequireWords(FormValues form, ReferenceValues values, Say say)
    {
        if (values.Kind == ReferenceKind.Archival)
        {
            if (values is { Repository: null, Path: null, Description: null })
            {
                form.Wrong("repository", say["Name the archive, or the levels of the call number from the top down."]);
            }
        }
        else if (values is { Authors: null, Editors: null, Title: null, Container: null, Year: null } && values.Kind != ReferenceKind.Unknown)
        {
            form.Wrong("title", say["Give at least an author, a title or a year."]);
        }
    }
}
