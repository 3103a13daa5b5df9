namespace Support.Domain.Model.Reading;

/// <summary>One reading of a file: the mistakes found so far, and the names met so far that must resolve in the end.</summary>
internal sealed class ModelReading
{
    /// <summary>Enough for any file that a person wrote; a bound on what a file that nobody wrote can make us hold.</summary>
    public const int MistakesMax = 500;

    private readonly List<ModelMistake> _mistakes = [];
    private readonly HashSet<ModelMistake> _known = [];
    private readonly HashSet<string> _broken = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unreadable = new(StringComparer.Ordinal);

    public IReadOnlyList<ModelMistake> Mistakes => _mistakes;

    /// <summary>Whether nothing more is noted, so that what is costly to say need not be worked out.</summary>
    public bool IsFull => _mistakes.Count == MistakesMax;

    public NameReferences References { get; } = new();

    public void Add(string pointer, string message)
    {
        var mistake = new ModelMistake(pointer, message);
        if (!IsFull && _known.Add(mistake))
        {
            _mistakes.Add(mistake);
            NoteBroken(pointer);
        }
    }

    private void NoteBroken(string pointer)
    {
        // Outwards, up to what holds another mistake already: what holds that is noted.
        for (string outer = pointer; _broken.Add(outer) && outer.Length > 0;)
        {
            outer = outer[..outer.LastIndexOf('/')];
        }
    }

    /// <summary>Notes that an object lacks a member; the mistake is the object's, what is broken is the member.</summary>
    public void AddMissing(string pointer, string member)
    {
        Add(pointer, $"The member '{member}' is missing.");
        Unreadable(pointer, member);
    }

    /// <summary>Remembers that a member has no value, for a reason that is noted elsewhere.</summary>
    public void Unreadable(string pointer, string member) => _unreadable.Add($"{pointer}/{member}");

    /// <summary>
    /// Whether something is wrong with the value at the pointer or inside it. Rules over several values ask this, so as
    /// not to report a second time what follows from a first mistake. When nothing more is noted, all may be broken.
    /// </summary>
    public bool IsBroken(string pointer) => IsFull || _unreadable.Contains(pointer) || _broken.Contains(pointer);
}
