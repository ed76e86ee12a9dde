using System.Xml.Linq;

namespace Recto.Journals.Exchange.Print;

/// <summary>A note as it goes to the foot of a page.</summary>
/// <param name="Id">Its id, as links name it.</param>
/// <param name="Label">Its label as printed; empty where it has none.</param>
/// <param name="Content">Its words, without label and without what Recto says of it: an element whose name means nothing.</param>
/// <param name="Reading">What Recto reads in it, as paragraphs; null where there is nothing to say.</param>
/// <param name="Language">BCP 47 tag where it has one of its own; null where it is the article's.</param>
public sealed record PrintNote(string Id, string Label, XElement Content, XElement? Reading, string? Language);
