using System.Reflection;
using Support.Local.Storage;
using Xunit;
using Xunit.Sdk;

namespace Azure.Messaging.ServiceBus.Tests;

/// <summary>Every contract of the bus, in memory and on a simulated clock.</summary>
public sealed class When_the_bus_is_simulated
{
    private static readonly Type[] Contracts =
    [
        typeof(Queues), typeof(DeadLetters), typeof(Duplicates), typeof(Locks), typeof(LongLocks), typeof(Sizes), typeof(Schedules), typeof(Topics), typeof(Costs), typeof(Failures),
    ];

    public static TheoryData<string, string, int> Promises()
    {
        var promises = new TheoryData<string, string, int>();
        foreach (Type contract in Contracts)
        {
            foreach (MethodInfo method in contract.GetMethods().Where(method => method.GetCustomAttribute<FactAttribute>() is not null))
            {
                for (int row = 0; row < Math.Max(1, Rows(method).Count); row++)
                {
                    promises.Add(contract.BaseType!.Name, method.Name, row);
                }
            }
        }

        return promises;
    }

    [Theory]
    [MemberData(nameof(Promises))]
    public void It_keeps_every_promise(string contract, string promise, int row)
    {
        Type type = Contracts.Single(type => type.BaseType!.Name == contract);
        MethodInfo method = type.GetMethod(promise)!;
        object?[] arguments = Rows(method) is { Count: > 0 } rows ? rows[row] : [];

        // Once undisturbed, and then with requests that overtake one another in some other order each time.
        Keep(new SimulatedBus(seed: 1));
        for (int seed = 2; seed <= 4; seed++)
        {
            Keep(new SimulatedBus(seed, new StorageFaults(seed) { Delay = 0.6, MaxDelay = TimeSpan.FromMilliseconds(20) }));
        }

        void Keep(SimulatedBus bus) => bus.Simulation.Run(async () =>
        {
            object instance = Activator.CreateInstance(type, BindingFlags.Instance | BindingFlags.Public | BindingFlags.DoNotWrapExceptions, null, [bus], null)!;
            try
            {
                await (method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, arguments, null) as Task ?? Task.CompletedTask);
            }
            finally
            {
                (instance as IDisposable)?.Dispose();
            }
        });
    }

    private static List<object?[]> Rows(MethodInfo method) =>
        [.. method.GetCustomAttributes<DataAttribute>().SelectMany(data => data.GetData(method))];

    // Not public, so that they are run by the theory above and by nobody else.
    private sealed class Queues(IBusStorage storage) : QueueContract(storage);

    private sealed class DeadLetters(IBusStorage storage) : DeadLetterContract(storage);

    private sealed class Duplicates(IBusStorage storage) : DuplicateDetectionContract(storage);

    private sealed class Locks(IBusStorage storage) : LockContract(storage);

    private sealed class LongLocks(IBusStorage storage) : LongLockContract(storage);

    private sealed class Sizes(IBusStorage storage) : MessageSizeContract(storage);

    private sealed class Schedules(IBusStorage storage) : ScheduledMessageContract(storage);

    private sealed class Topics(IBusStorage storage) : TopicContract(storage);

    private sealed class Costs(IBusStorage storage) : CostContract(storage);

    private sealed class Failures(IBusStorage storage) : FailureContract(storage);
}
