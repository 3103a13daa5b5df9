using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Support.Domain.Model;

/// <summary>One word or several in a row, to be found in texts whatever their punctuation and capitals.</summary>
public sealed record Phrase
{
    private Phrase(string text, ImmutableArray<string> words) => (Text, Words) = (text, words);

    /// <summary>As the operator wrote it.</summary>
    public string Text { get; }

    /// <summary>Its words, as <see cref="WordsOf"/> cuts them.</summary>
    [JsonIgnore]
    public ImmutableArray<string> Words { get; }

    /// <inheritdoc />
    public bool Equals(Phrase? other) => other is not null && Words.AsSpan().SequenceEqual(other.Words.AsSpan());

    /// <inheritdoc />
    public override int GetHashCode() => string.GetHashCode(Words[0], StringComparison.Ordinal);

    /// <summary>The phrase; null when the text has no word.</summary>
    public static Phrase? Of(string text) => WordsOf(text) is { Length: > 0 } words ? new Phrase(text, words) : null;

    /// <summary>The words of a text: runs of letters and digits, in small letters.</summary>
    public static ImmutableArray<string> WordsOf(ReadOnlySpan<char> text)
    {
        var words = ImmutableArray.CreateBuilder<string>();
        int start = 0;
        for (int at = 0; at <= text.Length; at++)
        {
            if (at < text.Length && IsOfWord(text[at]))
            {
                continue;
            }

            if (at > start)
            {
                words.Add(text[start..at].ToString().ToLowerInvariant());
            }

            start = at + 1;
        }

        return words.ToImmutable();
    }

    // Half a surrogate pair stands for a letter of a script beyond the first plane, or for an emoji: a sign to look for too.
    private static bool IsOfWord(char letter) =>
        char.IsLetterOrDigit(letter) || char.IsSurrogate(letter)
        || char.GetUnicodeCategory(letter) is System.Globalization.UnicodeCategory.NonSpacingMark;
}
