using System.Text;

namespace Support.Mail.Mime;

/// <summary>What stands between two commas.</summary>
internal sealed class AddressEntry
{
    public List<string> Words { get; } = [];

    public List<string> Comments { get; } = [];

    /// <summary>What stands in angle brackets; null when there are none.</summary>
    public string? Angle { get; set; }

    public void End(StringBuilder word)
    {
        if (word.Length > 0)
        {
            Words.Add(word.ToString());
            word.Clear();
        }
    }
}
