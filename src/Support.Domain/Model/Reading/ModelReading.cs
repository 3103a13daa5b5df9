namespace Support.Domain.Model.Reading;

/// <summary>One reading of a file: the mistakes found so far, and the names met so far that must resolve in the end.</summary>
/// <param name="files">Reads a file beside the model's; null for one that is not there.</param>
internal sealed class ModelReading(Func<string, string?>? files = null)
{
    /// <summary>Enough for any file that a person wrote; a bound on what a file that nobody wrote can make us hold.</summary>
    public const int MistakesMax = 500;

    private readonly List<ModelMistake> _mistakes = [];
    private readonly HashSet<ModelMistake> _known = [];
    private readonly HashSet<string> _broken = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unreadable = new(StringComparer.Ordinal);

    private readonly List<(string Path, string Text)> _files = [];

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

    /// <summary>The files beside the model's that were read, in that order, each once.</summary>
    public IReadOnlyList<(string Path, string Text)> Files => _files;

    /// <summary>The text of a file beside the model's; null when there is none.</summary>
    public string? ReadFile(string path)
    {
        string? text = _files.Find(file => file.Path == path).Text;
        if (text is null && (text = files?.Invoke(path)) is not null)
        {
            _files.Add((path, text));
        }

        return text;
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
