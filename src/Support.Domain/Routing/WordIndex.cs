using System.Collections.Immutable;
using Support.Domain.Model;

namespace Support.Domain.Routing;

/// <summary>The words of a text by where they stand, so that many phrases are looked for quickly.</summary>
internal sealed class WordIndex
{
    private readonly ImmutableArray<string> _words;
    private readonly Dictionary<string, List<int>> _places = new(StringComparer.Ordinal);

    public WordIndex(ReadOnlySpan<char> text)
    {
        _words = Phrase.WordsOf(text);
        for (int place = 0; place < _words.Length; place++)
        {
            if (!_places.TryGetValue(_words[place], out List<int>? places))
            {
                _places.Add(_words[place], places = []);
            }

            places.Add(place);
        }
    }

    public bool Contains(Phrase phrase) =>
        _places.TryGetValue(phrase.Words[0], out List<int>? places) && places.Exists(place => StandsAt(place, phrase.Words));

    private bool StandsAt(int place, ImmutableArray<string> words) =>
        place + words.Length <= _words.Length && _words.AsSpan().Slice(place, words.Length).SequenceEqual(words.AsSpan());
}
