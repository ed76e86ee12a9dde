using System.Globalization;
using System.Xml.Linq;
using Recto.Journals.Exchange.Jats;

namespace Recto.Journals.Exchange.JatsOut;

internal sealed partial class ContentFitting
{
    /// <summary>The content of one element, from left to right.</summary>
    private sealed class Row(ContentFitting fitting, XElement parent, ElementModel model)
    {
        private readonly Stack<XNode> _open = new();
        private readonly List<XNode> _done = [];
        private readonly List<XElement> _deferred = [];
        private readonly Dictionary<XElement, int> _tries = [];
        private ContentAutomaton.State? _state = model.Content?.Start;
        private bool _isChanged;

        /// <summary>The content; null where it is right as it stands.</summary>
        public List<XNode>? Run()
        {
            foreach (var node in parent.Nodes().Reverse())
            {
                _open.Push(node);
            }

            while (_open.TryPop(out var node))
            {
                switch (node)
                {
                    case XText text when !model.MayHoldText && !string.IsNullOrWhiteSpace(text.Value):
                        Words(text);
                        break;
                    case XElement element when Next(element.Name) is { } next:
                        _done.Add(element);
                        _state = next;
                        break;
                    case XElement element:
                        _isChanged = true;
                        Resolve(element);
                        break;
                    default:
                        _done.Add(node);
                        break;
                }
            }

            Finish();
            return _isChanged ? _done : null;
        }

        private ContentAutomaton.State? Next(XName name) => _state is null ? null : model.Content!.Step(_state, name);

        // Perhaps behind a title, which is then supplied.
        private bool Reaches(XName name) => Next(name) is not null
            || _state is not null && !model.MayHoldText && model.Content!.Path(_state, Title, state => model.Content.Step(state, name) is not null) is not null;

        private static bool MayHold(XName holder, XName name) => JatsModel.Instance.Find(holder)?.Content?.Names.Contains(name) == true;

        private void Words(XText text)
        {
            _isChanged = true;
            if (Next(Paragraph) is not null && JatsModel.Instance.Find(Paragraph)!.MayHoldText)
            {
                var paragraph = new XElement(Paragraph, text);
                Traces.Note(paragraph, "around");
                while (_open.TryPeek(out var next) && (next is not XElement inner || Next(inner.Name) is null && MayHold(Paragraph, inner.Name)))
                {
                    paragraph.Add(Freed(_open.Pop()));
                }

                _open.Push(paragraph);
                return;
            }

            _done.Add(Traces.Instruction("text", Traces.Quoted(text.Value)));
            fitting.Report($"Words stand in <{parent.Name.LocalName}>, where JATS allows none: they are in a processing instruction.");
        }

        private void Resolve(XElement element)
        {
            var tries = _tries[element] = _tries.GetValueOrDefault(element) + 1;
            if (tries > 4)
            {
                Leave(element);
                return;
            }

            if (TryRename(element) || TrySupply(element) || TryWrap(element) || TryMove(element) || TryName(element) || TryDissolve(element))
            {
                return;
            }

            Leave(element);
        }

        private bool TryRename(XElement element)
        {
            foreach (var name in Renames.Of(element.Name))
            {
                if (Next(name) is not null && !Traces.Has(element, "was"))
                {
                    Rename(element, name);
                    return true;
                }
            }

            return false;
        }

        private void Rename(XElement element, XName name)
        {
            Traces.Note(element, "was", element.Name.ToString());
            element.Name = name;
            _open.Push(element);
        }

        private bool TrySupply(XElement element)
        {
            if (_state is null || model.MayHoldText || !model.Content!.Names.Contains(element.Name)
                || model.Content.Path(_state, Supplies.Names, state => model.Content.Step(state, element.Name) is not null) is not { Count: > 0 } way)
            {
                return false;
            }

            if (Metadata.Contains(parent.Name.LocalName) && way.Any(name => _open.OfType<XElement>().Any(later => later.Name == name) || _done.OfType<XElement>().Any(earlier => earlier.Name == name)))
            {
                return false; // It is there, but elsewhere.
            }

            Supply(way);
            _open.Push(element);
            return true;
        }

        private void Supply(IEnumerable<XName> names)
        {
            foreach (var name in names)
            {
                _done.Add(fitting.Supplied(name));
                _state = Next(name);
            }
        }

        private bool TryWrap(XElement element)
        {
            foreach (var name in Wrappers)
            {
                if (name == element.Name || name == parent.Name && name != "sec" || Next(name) is not { } after || JatsModel.Instance.Find(name) is not { Content: { } inner } || !inner.Names.Contains(element.Name))
                {
                    continue;
                }

                var wrapper = new XElement(name, Freed(element));
                Traces.Note(wrapper, "around");
                if (inner.Step(inner.Start, element.Name) is { } at)
                {
                    Absorb(wrapper, inner, at, after);
                }

                _open.Push(wrapper);
                return true;
            }

            return false;
        }

        // What follows belongs in the same wrapper, as long as it cannot stand by itself.
        private void Absorb(XElement wrapper, ContentAutomaton inner, ContentAutomaton.State at, ContentAutomaton.State after)
        {
            var held = new List<XNode>();
            while (_open.TryPeek(out var node))
            {
                if (node is XElement next)
                {
                    if (model.Content!.Step(after, next.Name) is not null || inner.Step(at, next.Name) is not { } further)
                    {
                        break;
                    }

                    at = further;
                    _open.Pop();
                    wrapper.Add(held);
                    wrapper.Add(Freed(next));
                    held.Clear();
                    continue;
                }

                if (node is XText text && !string.IsNullOrWhiteSpace(text.Value))
                {
                    break;
                }

                held.Add(Freed(_open.Pop()));
            }

            for (var i = held.Count - 1; i >= 0; i--)
            {
                _open.Push(held[i]);
            }
        }

        private bool TryMove(XElement element)
        {
            if (!Metadata.Contains(parent.Name.LocalName) || model.MayHoldText || _done.Count > 400 || !model.Content!.Names.Contains(element.Name))
            {
                return false;
            }

            if (Gap(element.Name) is { } gap)
            {
                Traces.Note(element, "moved", Here());
                _done.Insert(gap, element);
                _state = model.Content.Step(model.Content.Start, _done.OfType<XElement>().Select(done => done.Name));
                return true;
            }

            Traces.Note(element, "moved", Here());
            _deferred.Add(element);
            return true;
        }

        private string Here()
        {
            var number = (++fitting._moved).ToString(CultureInfo.InvariantCulture);
            _done.Add(Traces.Instruction("here", number));
            return number;
        }

        // The last place among what stands already where the element may come, too.
        private int? Gap(XName name)
        {
            var states = new List<ContentAutomaton.State> { model.Content!.Start };
            foreach (var node in _done)
            {
                states.Add(node is XElement element ? model.Content.Step(states[^1], element.Name)! : states[^1]);
            }

            for (var gap = _done.Count; gap >= 0; gap--)
            {
                if (model.Content.Step(states[gap], name) is { } with && model.Content.Step(with, _done.Skip(gap).OfType<XElement>().Select(done => done.Name)) is not null)
                {
                    return gap;
                }
            }

            return null;
        }

        // Words of a kind that JATS has no name for; blocks of such a kind are sections or paragraphs.
        private bool TryName(XElement element)
        {
            var name = element.Name.Namespace == XNamespace.None ? element.Name.LocalName : (element.GetPrefixOfNamespace(element.Name.Namespace) is { } prefix ? prefix + ":" : "") + element.Name.LocalName;
            if (element.Name.Namespace == Namespaces.MathMl || element.Name == Named)
            {
                return false;
            }

            var isKnown = JatsModel.Instance.Find(element.Name) is not null;
            var isBlock = element.Elements().Any(child => child.Name.LocalName is "p" or "title" or "sec" or "table" or "fig" or "list" || !MayHold(Named, child.Name) && !isKnown);
            if (!isBlock && Next(Named) is not null && (element.Nodes().Any() || !isKnown))
            {
                return As(Named, "content-type");
            }

            var hasHeading = element.Elements().Any(child => child.Name.LocalName is "title" or "sec");
            if (isBlock && (hasHeading || !isKnown) && Reaches("sec"))
            {
                return As("sec", "sec-type");
            }

            if (!isKnown && !isBlock && Reaches(Paragraph))
            {
                return As(Paragraph, "content-type");
            }

            return !isKnown && Reaches("sec") && As("sec", "sec-type");

            bool As(XName other, string attribute)
            {
                if (element.Attribute(attribute) is null)
                {
                    Traces.NoteNoAttribute(element, attribute);
                    element.SetAttributeValue(attribute, name);
                }

                Rename(element, other);
                return true;
            }
        }

        // The content stands without the element: <div>words</div>.
        private bool TryDissolve(XElement element)
        {
            var hasWords = element.Nodes().Any(node => node is XText text && !string.IsNullOrWhiteSpace(text.Value));
            var children = element.Elements().ToList();
            var isWorth = model.MayHoldText ? hasWords || children.Count > 0
                : !hasWords && children.Count > 0 && children.TrueForAll(child => model.Content?.Names.Contains(child.Name) == true || Renames.Of(child.Name).Any(name => model.Content?.Names.Contains(name) == true) || Renames.IsOasis(child.Name));
            if (!isWorth || element.Name.Namespace == Namespaces.MathMl)
            {
                return false;
            }

            var attributes = element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration).Select(attribute => $" {attribute.Name} {Traces.Quoted(attribute.Value)}");
            var nodes = element.Nodes().ToList();
            element.RemoveNodes();
            _open.Push(Traces.Instruction("close"));
            for (var i = nodes.Count - 1; i >= 0; i--)
            {
                _open.Push(nodes[i]);
            }

            _open.Push(Traces.Instruction("open", element.Name + string.Concat(attributes)));
            return true;
        }

        private void Leave(XElement element)
        {
            if (Traces.Has(element, "new") || Traces.Has(element, "around"))
            {
                // It was ours: what it holds goes on without it.
                foreach (var node in Traces.Has(element, "new") ? [] : element.Nodes().Reverse().ToList())
                {
                    _open.Push(Freed(node));
                }

                return;
            }

            if (element.Value.Any(char.IsLetterOrDigit) || element.Descendants().Any(inner => inner.HasAttributes))
            {
                fitting.Report($"JATS 1.3 has no place for <{element.Name.LocalName}> in <{parent.Name.LocalName}>: it is in a processing instruction, which other programs pass over.");
            }

            Traces.WriteOut(element);
            _done.Add(Traces.Instruction("left", Traces.Quoted(element.ToString(SaveOptions.DisableFormatting))));
        }

        private void Finish()
        {
            foreach (var element in _deferred)
            {
                if (Gap(element.Name) is { } gap)
                {
                    _done.Insert(gap, element);
                    _state = model.Content!.Step(model.Content.Start, _done.OfType<XElement>().Select(done => done.Name));
                    continue;
                }

                // Nowhere: it stays where it was, as an instruction.
                var number = Traces.RestOf(element, "moved");
                var at = _done.FindIndex(node => node is XProcessingInstruction { Target: Traces.Target } here && here.Data == "here " + number);
                Traces.Forget(element, "moved");
                Leave(element);
                _done[at] = _done[^1];
                _done.RemoveAt(_done.Count - 1);
            }

            if (_state is { IsEnd: false } state)
            {
                if (model.Content!.Path(state, Supplies.Names, end => end.IsEnd) is { } way)
                {
                    _isChanged = true;
                    Supply(way);
                }
                else
                {
                    fitting.Report($"<{parent.Name.LocalName}> lacks something that JATS asks for.");
                }
            }
        }

        private static XNode Freed(XNode node)
        {
            if (node.Parent is not null)
            {
                node.Remove();
            }

            return node;
        }
    }
}
