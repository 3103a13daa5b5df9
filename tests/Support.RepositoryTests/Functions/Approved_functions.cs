using System.Text;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Support.RepositoryTests.Sources;
using Xunit;

namespace Support.RepositoryTests.Functions;

/// <summary>The functions that others call, deploy and sleep on: none comes, goes or changes its door unnoticed.</summary>
public sealed class Approved_functions
{
    private const string ApprovedFile = "tests/Support.RepositoryTests/Approved/functions.approved.txt";

    [Fact]
    public void Are_those_that_there_are()
    {
        string path = Repository.FullPath(ApprovedFile);
        string actual = Describe();
        if (Environment.GetEnvironmentVariable("UPDATE_APPROVED") == "1")
        {
            File.WriteAllText(path, actual);
            return;
        }

        Assert.True(File.Exists(path), $"{ApprovedFile} is missing: read what it would say, then run with UPDATE_APPROVED=1.");
        Assert.Equal(Repository.Read(ApprovedFile), actual);
    }

    private static string Describe()
    {
        var text = new StringBuilder("# app | function | trigger | route, queue, schedule, or input → answer\n");
        foreach (DeclaredFunction function in DeclaredFunction.All.OrderBy(function => function.App, StringComparer.Ordinal).ThenBy(function => function.Name, StringComparer.Ordinal))
        {
            text.Append(string.Join(" | ", function.App, function.Name, Kind(function.Trigger), Door(function))).Append('\n');
        }

        return text.ToString();
    }

    private static string Kind(TriggerBindingAttribute trigger) => trigger.GetType().Name[..^"TriggerAttribute".Length];

    private static string Door(DeclaredFunction function) => function.Trigger switch
    {
        HttpTriggerAttribute http => $"{string.Join(',', http.Methods ?? []).ToUpperInvariant()} {http.Route} ({http.AuthLevel})",
        ServiceBusTriggerAttribute { QueueName: { } queue } => queue,
        ServiceBusTriggerAttribute bus => $"{bus.TopicName}/{bus.SubscriptionName}",
        TimerTriggerAttribute timer => timer.Schedule,
        OrchestrationTriggerAttribute => Signature(function.OrchestrationInput, function.Answer),
        ActivityTriggerAttribute => Signature(function.TriggerParameters[0].ParameterType, function.Answer),
        _ => throw new InvalidOperationException($"{function} has a trigger that this list does not know yet."),
    };

    private static string Signature(Type? input, Type? answer) => $"{Name(input)} → {Name(answer)}";

    private static string Name(Type? type) => type switch
    {
        null => "nothing",
        { IsGenericType: true } => $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>",
        _ => type.Name,
    };
}
