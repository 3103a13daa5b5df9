namespace Support.Platform.Attachments;

/// <summary>A scanner's verdict as facts beside a content.</summary>
internal static class ScanFacts
{
    private const string State = "scan";
    private const string Finding = "finding";
    private const int FindingLengthMax = 200;

    /// <summary>The facts of a verdict.</summary>
    public static IReadOnlyDictionary<string, string> Of(ScanVerdict verdict)
    {
        var facts = new SortedDictionary<string, string>(StringComparer.Ordinal) { [State] = verdict.State.ToString() };
        if (verdict.Finding is { } finding)
        {
            string shown = string.Concat(finding.Where(static c => c is > ' ' and <= '~').Take(FindingLengthMax));
            facts[Finding] = shown.Length == 0 ? "unnamed" : shown;
        }

        return facts;
    }

    /// <summary>The verdict of the facts: not scanned where they say nothing.</summary>
    public static ScanVerdict Read(IReadOnlyDictionary<string, string> facts) => new(
        facts.TryGetValue(State, out string? state) && Enum.TryParse(state, out ScanState known) ? known : ScanState.NotScanned,
        facts.GetValueOrDefault(Finding));
}
