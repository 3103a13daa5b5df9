using Support.Domain.Model;

namespace Support.Local.SlaCases;

/// <summary>The priorities of a case, by its own names: the first that it names is our highest, and so on.</summary>
internal sealed class CasePriorities
{
    private readonly List<string> _names = [];

    public Priority Of(string name)
    {
        int index = _names.FindIndex(known => string.Equals(known, name, StringComparison.OrdinalIgnoreCase));
        if (index < 0)
        {
            index = _names.Count;
            _names.Add(name);
        }

        return index < Enum.GetValues<Priority>().Length
            ? (Priority)index
            : throw new FormatException("the case names more priorities than there are here");
    }

    /// <summary>An impact and an urgency that make the priority.</summary>
    public static (Grade Impact, Grade Urgency) GradesOf(Priority priority) => priority switch
    {
        Priority.Critical => (Grade.High, Grade.High),
        Priority.High => (Grade.High, Grade.Medium),
        Priority.Medium => (Grade.Medium, Grade.Medium),
        _ => (Grade.Low, Grade.Low),
    };
}
