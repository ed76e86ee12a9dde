using Markdig;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Recto.App.Features.Import.Markdown;

/// <summary>
/// The notes of Markdown: <c>[^label]: text</c> with indented paragraphs after it, <c>[^label]</c> in the text, and pandoc's <c>^[text]</c>.
/// Markdig's own extension drops notes that nothing calls and the second of two with one label; here every note is kept.
/// </summary>
internal sealed class MarkdownNotes : IMarkdownExtension
{
    /// <summary>Longest label, in UTF-16 code units.</summary>
    private const int LongestLabel = 100;

    /// <summary>Longest note inside the text, in UTF-16 code units: a bracket is not sought for further than that.</summary>
    private const int LongestInline = 5000;

    /// <summary>Every definition by label, in document order.</summary>
    public Dictionary<string, List<NoteDefinition>> ByLabel { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Every definition in document order.</summary>
    public List<NoteDefinition> Definitions { get; } = [];

    /// <summary>Every call in the order of reading.</summary>
    public List<NoteCall> Calls { get; } = [];

    /// <inheritdoc/>
    public void Setup(MarkdownPipelineBuilder pipeline)
    {
        pipeline.BlockParsers.Insert(0, new DefinitionParser(this));
        pipeline.InlineParsers.Insert(0, new CallParser(this));
    }

    /// <inheritdoc/>
    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer)
    {
        if (renderer is HtmlRenderer html)
        {
            html.ObjectRenderers.Insert(0, new CallRenderer());
            html.ObjectRenderers.Insert(0, new DefinitionRenderer());
        }
    }

    // [^label]: at the beginning of a line
    private static string? LabelAt(StringSlice slice, bool isDefinition)
    {
        if (slice.CurrentChar != '[' || slice.PeekChar() != '^')
        {
            return null;
        }

        for (var length = 0; length <= LongestLabel; length++)
        {
            switch (slice.PeekChar(length + 2))
            {
                case ']' when length > 0 && (!isDefinition || slice.PeekChar(length + 3) == ':'):
                    return slice.Text.Substring(slice.Start + 2, length);
                case '\0' or '\n' or '\r' or ' ' or '\t' or '[' or ']':
                    return null;
                default:
                    continue;
            }
        }

        return null;
    }

    private sealed class DefinitionParser : BlockParser
    {
        private readonly MarkdownNotes _notes;

        public DefinitionParser(MarkdownNotes notes)
        {
            _notes = notes;
            OpeningCharacters = ['['];
        }

        public override bool CanInterrupt(BlockProcessor processor, Block block) => true;

        public override BlockState TryOpen(BlockProcessor processor)
        {
            if (processor.IsCodeIndent || LabelAt(processor.Line, isDefinition: true) is not { } label)
            {
                return BlockState.None;
            }

            var definition = new NoteDefinition(this) { Label = label, Column = processor.Column, Line = processor.LineIndex, Span = new SourceSpan(processor.Start, processor.Line.End) };
            processor.GoToColumn(processor.Column + label.Length + 4);
            processor.NewBlocks.Push(definition);
            if (!_notes.ByLabel.TryGetValue(label, out var alike))
            {
                _notes.ByLabel.Add(label, alike = []);
            }

            alike.Add(definition);
            _notes.Definitions.Add(definition);
            return BlockState.Continue;
        }

        public override BlockState TryContinue(BlockProcessor processor, Block block)
        {
            var definition = (NoteDefinition)block;
            if (processor.CurrentBlock is null || processor.CurrentBlock.IsBreakable)
            {
                if (processor.IsBlankLine)
                {
                    definition.IsLastLineEmpty = true;
                    return BlockState.ContinueDiscard;
                }

                if (!processor.IsCodeIndent && (definition.IsLastLineEmpty || LabelAt(processor.Line, isDefinition: true) is not null))
                {
                    return BlockState.None;
                }
            }

            definition.IsLastLineEmpty = false;
            if (processor.IsCodeIndent)
            {
                processor.GoToCodeIndent();
            }

            return BlockState.Continue;
        }
    }

    private sealed class CallParser : InlineParser
    {
        private readonly MarkdownNotes _notes;

        public CallParser(MarkdownNotes notes)
        {
            _notes = notes;
            OpeningCharacters = ['[', '^', '\\'];
        }

        public override bool Match(InlineProcessor processor, ref StringSlice slice)
        {
            if (slice.CurrentChar == '\\')
            {
                if (slice.PeekChar(1) != '[' || slice.PeekChar(2) != '^')
                {
                    return false;
                }

                // Must not be taken for a call later on, when calls are sought in HTML.
                processor.Inline = new LiteralInline("[" + MarkdownMacros.Escaped);
                slice.Start += 2;
                return true;
            }

            var position = processor.GetSourcePosition(slice.Start);
            if (slice.CurrentChar == '[')
            {
                if (LabelAt(slice, isDefinition: false) is not { } label || !_notes.ByLabel.ContainsKey(label))
                {
                    return false;
                }

                Add(processor, new NoteCall { Label = label, Position = position });
                slice.Start += label.Length + 3;
                return true;
            }

            if (slice.PeekChar() != '[' || Closing(slice) is not { } length)
            {
                return false;
            }

            var text = slice.Text.Substring(slice.Start + 2, length);
            if (_notes.ByLabel.ContainsKey(text))
            {
                // "^[4]" for "[^4]": the note is there.
                Add(processor, new NoteCall { Label = text, Position = position, IsTurned = true });
            }
            else if (text.AsSpan().IndexOf(' ') > 0 && text.Any(char.IsLetter))
            {
                Add(processor, new NoteCall { Text = text, Position = position });
            }
            else
            {
                return false;
            }

            slice.Start += length + 3;
            return true;
        }

        private void Add(InlineProcessor processor, NoteCall call)
        {
            call.Index = _notes.Calls.Count;
            _notes.Calls.Add(call);
            processor.Inline = call;
        }

        // ^[text with [brackets] of its own]
        private static int? Closing(StringSlice slice)
        {
            var depth = 1;
            for (var length = 0; length < LongestInline; length++)
            {
                switch (slice.PeekChar(length + 2))
                {
                    case '\0':
                        return null;
                    case '\\':
                        length++;
                        break;
                    case '[':
                        depth++;
                        if (depth > 20)
                        {
                            return null;
                        }

                        break;
                    case ']' when --depth == 0:
                        return length;
                    default:
                        break;
                }
            }

            return null;
        }
    }

    private sealed class CallRenderer : HtmlObjectRenderer<NoteCall>
    {
        protected override void Write(HtmlRenderer renderer, NoteCall obj) =>
            renderer.Write("<a data-note=\"").Write(obj.Index.ToString(System.Globalization.CultureInfo.InvariantCulture)).Write("\"></a>");
    }

    // Notes stand apart from the text and are written one by one.
    private sealed class DefinitionRenderer : HtmlObjectRenderer<NoteDefinition>
    {
        protected override void Write(HtmlRenderer renderer, NoteDefinition obj)
        {
        }
    }
}

/// <summary>The text of a note.</summary>
internal sealed class NoteDefinition(BlockParser parser) : ContainerBlock(parser)
{
    /// <summary>As written between <c>[^</c> and <c>]</c>.</summary>
    public required string Label { get; init; }

    /// <summary>Whether the last line seen was empty: only indented lines belong to the note after that.</summary>
    public bool IsLastLineEmpty { get; set; }
}

/// <summary>The call of a note, or a note that stands where it is called.</summary>
internal sealed class NoteCall : LeafInline
{
    /// <summary>Label of the note called; null for a note in place.</summary>
    public string? Label { get; init; }

    /// <summary>Markdown of a note in place; null for a call.</summary>
    public string? Text { get; init; }

    /// <summary>Where it stands in the source, in UTF-16 code units.</summary>
    public required int Position { get; init; }

    /// <summary>Whether it was written <c>^[4]</c>.</summary>
    public bool IsTurned { get; init; }

    /// <summary>Number in the order of parsing, from 0.</summary>
    public int Index { get; set; }
}
