using System.Collections.Concurrent;
using System.Globalization;
using System.Xml.Linq;
using System.Xml.Schema;

namespace Recto.Journals.Exchange.JatsOut;

/// <summary>The order of elements that a content model allows, as an automaton that is made deterministic while it is walked. Safe to share.</summary>
internal sealed class ContentAutomaton
{
    private readonly List<List<(XName? Name, int To)>> _steps = [];
    private readonly List<List<int>> _empty = [];
    private readonly ConcurrentDictionary<string, State> _states = new(StringComparer.Ordinal);
    private readonly HashSet<XName> _names = [];
    private readonly int _end;

    private readonly Func<XmlSchemaElement, IEnumerable<XName>> _namesOf;

    /// <summary>Reads a model.</summary>
    /// <param name="particle">The model, compiled.</param>
    /// <param name="names">The elements that may stand where one is named.</param>
    public ContentAutomaton(XmlSchemaParticle particle, Func<XmlSchemaElement, IEnumerable<XName>> names)
    {
        _namesOf = names;
        _end = New();
        Start = StateOf([Build(particle, _end)]);
    }

    /// <summary>Before the first element.</summary>
    public State Start { get; }

    /// <summary>All elements that may stand somewhere here.</summary>
    public IReadOnlySet<XName> Names => _names;

    /// <summary>What follows an element; null where it may not stand there.</summary>
    public State? Step(State state, XName name) => state.Next.GetOrAdd(name, next =>
    {
        var to = state.Places.SelectMany(place => _steps[place]).Where(step => step.Name is null || step.Name == next).Select(step => step.To).ToList();
        return to.Count == 0 ? null : StateOf(to);
    });

    /// <summary>What follows several elements; null where one of them may not stand there.</summary>
    public State? Step(State state, IEnumerable<XName> names)
    {
        var at = state;
        foreach (var name in names)
        {
            if (Step(at, name) is not { } next)
            {
                return null;
            }

            at = next;
        }

        return at;
    }

    /// <summary>The shortest row of elements after which a state is good; null where there is none of at most three.</summary>
    /// <param name="state">From where.</param>
    /// <param name="may">Elements that may be taken, the likeliest first.</param>
    /// <param name="isGood">What is wanted.</param>
    public IReadOnlyList<XName>? Path(State state, IReadOnlyList<XName> may, Func<State, bool> isGood)
    {
        var row = new Queue<(State State, IReadOnlyList<XName> Way)>([(state, [])]);
        var seen = new HashSet<State> { state };
        while (row.TryDequeue(out var at))
        {
            if (isGood(at.State))
            {
                return at.Way;
            }

            foreach (var name in at.Way.Count < 3 ? may : [])
            {
                if (_names.Contains(name) && Step(at.State, name) is { } next && seen.Add(next))
                {
                    row.Enqueue((next, [.. at.Way, name]));
                }
            }
        }

        return null;
    }

    private State StateOf(IEnumerable<int> places)
    {
        var closed = new SortedSet<int>();
        var open = new Stack<int>(places);
        while (open.TryPop(out var place))
        {
            if (closed.Add(place))
            {
                _empty[place].ForEach(open.Push);
            }
        }

        int[] all = [.. closed];
        return _states.GetOrAdd(string.Join(',', all.Select(place => place.ToString(CultureInfo.InvariantCulture))), _ => new State(all, closed.Contains(_end)));
    }

    private int New()
    {
        _steps.Add([]);
        _empty.Add([]);
        return _steps.Count - 1;
    }

    // The place from which the particle leads to "to".
    private int Build(XmlSchemaParticle particle, int to)
    {
        if (particle.MaxOccurs == 0)
        {
            return to;
        }

        var many = particle.MaxOccursString == "unbounded" || particle.MaxOccurs > 100;
        var start = to;
        if (many)
        {
            var loop = New();
            _empty[loop].Add(to);
            var body = Once(particle, loop);
            _empty[loop].Add(body);
            start = particle.MinOccurs == 0 ? loop : body;
            for (var i = 1; i < particle.MinOccurs; i++)
            {
                start = Once(particle, start);
            }

            return start;
        }

        for (var i = (int)particle.MaxOccurs; i > 0; i--)
        {
            var once = Once(particle, start);
            if (i > particle.MinOccurs)
            {
                var maybe = New();
                _empty[maybe].AddRange([once, to]);
                once = maybe;
            }

            start = once;
        }

        return start;
    }

    private int Once(XmlSchemaParticle particle, int to)
    {
        var start = New();
        switch (particle)
        {
            case XmlSchemaElement element:
                foreach (var name in _namesOf(element))
                {
                    _names.Add(name);
                    _steps[start].Add((name, to));
                }

                break;
            case XmlSchemaAny:
                _steps[start].Add((null, to));
                break;
            case XmlSchemaSequence sequence:
                var next = to;
                for (var i = sequence.Items.Count - 1; i >= 0; i--)
                {
                    next = Build((XmlSchemaParticle)sequence.Items[i], next);
                }

                _empty[start].Add(next);
                break;
            case XmlSchemaGroupBase choice:
                foreach (var item in choice.Items.OfType<XmlSchemaParticle>())
                {
                    _empty[start].Add(Build(item, to));
                }

                break;
            default:
                // An empty particle.
                _empty[start].Add(to);
                break;
        }

        return start;
    }

    /// <summary>A place among the elements.</summary>
    /// <param name="Places">Of the undeterministic automaton.</param>
    /// <param name="IsEnd">Whether nothing more need follow.</param>
    internal sealed record State(int[] Places, bool IsEnd)
    {
        /// <summary>What is known of the next step.</summary>
        public ConcurrentDictionary<XName, State?> Next { get; } = [];

        public bool Equals(State? other) => ReferenceEquals(this, other);

        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
    }
}
