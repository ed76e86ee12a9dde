using Recto.Notes.Diagnostics;
using Recto.Notes.Text;

namespace Recto.Notes.Checks.Consistency;

/// <summary>A check on names that are printed in several forms. The most frequent form of each is taken as the usual one, of equal ones the first; the others are reported, with the usual form as a fix to think about.</summary>
internal abstract class VariantCheck : Check
{
    /// <summary>One printed name.</summary>
    /// <param name="Unit">Equal where the same is named.</param>
    /// <param name="Form">How it is printed.</param>
    /// <param name="Note">Index of the note.</param>
    /// <param name="Span">Where in that note.</param>
    private protected readonly record struct Printed(string Unit, string Form, int Note, TextSpan Span);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        foreach (var unit in Names(context).GroupBy(name => name.Unit, StringComparer.Ordinal))
        {
            var forms = unit.GroupBy(name => name.Form, StringComparer.Ordinal).OrderByDescending(form => form.Count()).ToList();
            foreach (var form in forms.Skip(1).Where(form => Differs(forms[0].Key, form.Key)))
            {
                var usual = forms[0].First();
                foreach (var name in form)
                {
                    yield return At(name.Note, name.Span, $"{name.Form} is {usual.Form} in note {context.Label(usual.Note)}; use one form.", Suggest(name.Span, usual.Form));
                }
            }
        }
    }

    /// <summary>Every name, in document order.</summary>
    private protected abstract IEnumerable<Printed> Names(CheckContext context);

    /// <summary>Whether two forms of one name are two in the eyes of a reader.</summary>
    private protected virtual bool Differs(string usual, string form) => true;
}
