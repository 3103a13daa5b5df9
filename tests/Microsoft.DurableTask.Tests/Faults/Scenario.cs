using Microsoft.DurableTask.Client;

namespace Microsoft.DurableTask.Tests.Faults;

/// <summary>Orchestrations, and what happens to them from outside.</summary>
internal sealed record Scenario(string Name, Action<DurableTaskRegistry, EffectLog> Register, IReadOnlyList<Step> Steps)
{
    /// <summary>Whether what the orchestrators ask for and are told is the same however often an activity is run.</summary>
    public bool HasOneHistory { get; init; } = true;

    public override string ToString() => Name;
}

/// <summary>One thing that happens from outside.</summary>
internal abstract record Step
{
    /// <summary>A client does something.</summary>
    public sealed record Client(Func<DurableTaskClient, Task> Operation) : Step;

    /// <summary>Time passes.</summary>
    public sealed record Advance(TimeSpan By) : Step;

    public static Step Start(string name, string instanceId, object? input = null) => new Client(async client =>
    {
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(name, input, new StartOrchestrationOptions(instanceId));
        }
        catch (InvalidOperationException)
        {
            // A start whose answer was lost, made again.
        }
    });

    public static Step Raise(string instanceId, string name, object? payload = null) =>
        new Client(client => client.RaiseEventAsync(instanceId, name, payload));

    public static Step Minutes(int minutes) => new Advance(TimeSpan.FromMinutes(minutes));
}

/// <summary>What activities did to the world: each effect by its identity, however often it was made.</summary>
internal sealed class EffectLog
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, HashSet<string>> _effects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>How often an effect was made, repetitions among them.</summary>
    public int Runs { get; private set; }

    /// <summary>Notes an effect; <paramref name="identity"/> is what lets the world know it again.</summary>
    public void Add(string effect, string identity = "")
    {
        lock (_gate)
        {
            if (!_effects.TryGetValue(effect, out HashSet<string>? identities))
            {
                _effects[effect] = identities = new HashSet<string>(StringComparer.Ordinal);
            }

            identities.Add(identity);
            Runs++;
        }
    }

    /// <summary>Counts something that need not be idempotent.</summary>
    public int Next(string counter)
    {
        lock (_gate)
        {
            return _counts[counter] = _counts.GetValueOrDefault(counter) + 1;
        }
    }

    /// <summary>Every effect with the number of identities that it was made under: one, or it happened twice.</summary>
    public string Report()
    {
        lock (_gate)
        {
            return string.Join('\n', _effects.Select(effect => $"{effect.Key} x{effect.Value.Count}"));
        }
    }
}
