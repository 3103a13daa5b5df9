using System.Reflection;

namespace Microsoft.DurableTask;

/// <summary>The orchestrators and activities that a worker can run, by name.</summary>
public sealed partial class DurableTaskRegistry
{
    private readonly Dictionary<TaskName, Func<IServiceProvider, ITaskActivity>> _activities = [];
    private readonly Dictionary<TaskName, Func<IServiceProvider, ITaskOrchestrator>> _orchestrators = [];

    public IEnumerable<KeyValuePair<TaskName, Func<IServiceProvider, ITaskActivity>>> GetActivities() => _activities;

    public IEnumerable<KeyValuePair<TaskName, Func<IServiceProvider, ITaskOrchestrator>>> GetOrchestrators() => _orchestrators;

    private static TaskName NameOf(Type type) =>
        type.GetCustomAttribute<DurableTaskAttribute>() is { Name: { Name: { Length: > 0 } given } } ? given : type.Name;

    private static void CheckConcrete<T>(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        if (type.IsAbstract || !typeof(T).IsAssignableFrom(type))
        {
            throw new ArgumentException($"{type} is not a class that implements {typeof(T).Name}.", nameof(type));
        }
    }

    private static void Add<T>(Dictionary<TaskName, Func<IServiceProvider, T>> to, string kind, TaskName name, Func<IServiceProvider, T> factory)
    {
        ArgumentNullException.ThrowIfNull(factory);
        ArgumentException.ThrowIfNullOrEmpty(name.Name, nameof(name));
        if (!to.TryAdd(name, factory))
        {
            throw new ArgumentException($"There is already {kind} of the name '{name}'.", nameof(name));
        }
    }
}
