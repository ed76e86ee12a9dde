using Recto.Journals.Articles;

namespace Recto.Journals.Exchange.Jats;

/// <summary>What reading a JATS file comes to. <see cref="JatsLoader.Load"/> gives <see cref="JatsLoaded"/> or <see cref="JatsRefusal"/>, <see cref="JatsArticle.Read"/> gives <see cref="JatsArticle"/> or <see cref="JatsRefusal"/>.</summary>
public abstract record JatsOutcome
{
    private protected JatsOutcome() { }
}

/// <summary>The file is an article.</summary>
/// <param name="Document">The article, in Recto's own form.</param>
public sealed record JatsLoaded(ArticleDocument Document) : JatsOutcome;

/// <summary>The file cannot be read as one article.</summary>
/// <param name="Line">Line of the source, from 1; null where no place can be named (an empty file, a size).</param>
/// <param name="Column">Column of the source in UTF-16 code units, from 1; null where no place can be named.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record JatsRefusal(int? Line, int? Column, string Message) : JatsOutcome;
