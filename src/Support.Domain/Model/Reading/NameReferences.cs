namespace Support.Domain.Model.Reading;

/// <summary>What a name in the file can stand for.</summary>
internal enum Named
{
    Agent,
    Application,
    Calendar,
    CannedAnswer,
    Contract,
    CustomField,
    Organisation,
    Shift,
    Team,
    Webhook,
}

/// <summary>
/// The names that the file uses, and those that it declares. They are compared at the very end, so that a file may use
/// a name before it declares it.
/// </summary>
internal sealed class NameReferences
{
    private readonly List<(Named Kind, string Name, string Pointer)> _used = [];
    private readonly Dictionary<Named, IReadOnlyCollection<string>> _declared = [];

    public void Use(Named kind, string name, string pointer) => _used.Add((kind, name, pointer));

    public void Declare(Named kind, IReadOnlyCollection<string> names) => _declared[kind] = names;

    public bool IsDeclared(Named kind, string name) => _declared.TryGetValue(kind, out var names) && names.Contains(name);

    public void Resolve(ModelReading reading)
    {
        foreach ((Named kind, string name, string pointer) in _used)
        {
            // When the whole section is missing or no object, that one mistake says it all.
            if (!reading.IsFull && _declared.TryGetValue(kind, out IReadOnlyCollection<string>? names) && !names.Contains(name))
            {
                reading.Add(pointer, $"There is no {Word(kind)} {Suggestion.Quoted(name)}; {Suggestion.For(name, names)}");
            }
        }
    }

    private static string Word(Named kind) => kind switch
    {
        Named.Agent => "agent",
        Named.Application => "application",
        Named.Calendar => "calendar",
        Named.CannedAnswer => "canned answer",
        Named.Contract => "contract",
        Named.CustomField => "custom field",
        Named.Organisation => "organisation",
        Named.Shift => "shift",
        Named.Webhook => "webhook",
        _ => "team",
    };
}
