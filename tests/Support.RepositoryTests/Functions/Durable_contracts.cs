using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Support.RepositoryTests.Sources;
using Xunit;

namespace Support.RepositoryTests.Functions;

/// <summary>What orchestrations are started with, call and answer lies in histories for months.</summary>
public sealed class Durable_contracts
{
    private static readonly string[] CallsByName = ["CallActivityAsync", "CallSubOrchestratorAsync", "ScheduleNewOrchestrationInstanceAsync"];

    [Fact]
    public void Of_orchestrators_are_a_string_or_a_sealed_record() => Rule.Holds(
        "An orchestrator is started with a string or a sealed record (object and interfaces do not come back from a history as what they were):",
        from function in DeclaredFunction.All
        where function.Trigger is OrchestrationTriggerAttribute && function.OrchestrationInput is { } input && !IsConcrete(input)
        select function.ToString());

    [Fact]
    public void Of_activities_say_what_they_carry() => Rule.Holds(
        "An activity takes and answers a type that says what it is:",
        from function in DeclaredFunction.All
        where function.Trigger is ActivityTriggerAttribute
            && (IsVague(function.TriggerParameters[0].ParameterType) || (function.Answer is { } answer && IsVague(answer)))
        select function.ToString());

    [Fact]
    public void Are_called_by_nameof() => Rule.Holds(
        "A function is called by nameof, never by a name written out:",
        from file in CSharpFile.Under("src")
        from call in CallsByName.SelectMany(file.Calls)
        where call.ArgumentList.Arguments is [{ Expression: LiteralExpressionSyntax or InterpolatedStringExpressionSyntax }, ..]
        select file.Place(call));

    [Fact]
    public void Are_started_under_an_id_of_the_business() => Rule.Holds(
        "An orchestration is started with StartOrchestrationOptions that give its id: a message that comes twice must not start two:",
        from file in CSharpFile.Under("src")
        from call in file.Calls("ScheduleNewOrchestrationInstanceAsync")
        where !call.ArgumentList.DescendantNodes().OfType<ObjectCreationExpressionSyntax>().Any(made =>
            made.Type.ToString() == "StartOrchestrationOptions"
            && made.ArgumentList?.Arguments is [{ Expression: var id }, ..] && !id.IsKind(SyntaxKind.NullLiteralExpression))
        select file.Place(call));

    [Theory]
    [InlineData(typeof(string), true)]
    [InlineData(typeof(SealedInput), true)]
    [InlineData(typeof(OpenInput), false)]
    [InlineData(typeof(object), false)]
    [InlineData(typeof(int), false)]
    public void Are_told_apart(Type input, bool isConcrete) => Assert.Equal(isConcrete, IsConcrete(input));

    // The compiler gives every record, of class or struct, a method that prints its members.
    private static bool IsConcrete(Type type) =>
        type == typeof(string)
        || (type.IsSealed && type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic) is not null);

    private static bool IsVague(Type type) => type == typeof(object) || type.IsInterface || (type.IsAbstract && !type.IsSealed);

    public record OpenInput(string Id);

    private sealed record SealedInput(string Id);
}
