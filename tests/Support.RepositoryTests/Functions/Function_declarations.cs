using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using Support.RepositoryTests.Sources;
using Xunit;

namespace Support.RepositoryTests.Functions;

/// <summary>What both the real worker and the local one ask of a function, and what its readers do.</summary>
public sealed partial class Function_declarations
{
    [Fact]
    public void Are_found_in_every_app() =>
        Assert.Equal(DeclaredFunction.Apps, DeclaredFunction.All.Select(function => function.App).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Are_public_methods_of_public_classes() => Rule.Holds(
        "A function is a public method of a public class:",
        All(function => !function.Method.IsPublic || !function.Method.DeclaringType!.IsVisible));

    [Fact]
    public void Have_exactly_one_trigger() => Rule.Holds(
        "A function has one trigger:",
        All(function => function.TriggerParameters.Count != 1));

    [Fact]
    public void Are_not_generic_and_inherit_no_functions() => Rule.Holds(
        "Neither a function nor its class is generic, and its class derives from nothing (the worker would index inherited functions twice or not at all):",
        All(function => function.Method.IsGenericMethod
            || function.Method.DeclaringType!.IsGenericType
            || function.Method.DeclaringType.BaseType != typeof(object)));

    [Fact]
    public void Have_names_of_their_own() => Rule.Holds(
        "A function's name is its own, in whatever app and case: the local host runs all apps in one process:",
        DeclaredFunction.All.GroupBy(function => function.Name, StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1).SelectMany(same => same.Select(function => function.ToString())));

    [Fact]
    public void Name_their_methods_and_route() => Rule.Holds(
        "An HTTP function says which methods it takes, and where:",
        All(function => function.Trigger is HttpTriggerAttribute http && (http.Methods is not { Length: > 0 } || string.IsNullOrEmpty(http.Route))));

    [Fact]
    public void Have_routes_of_their_own() => Rule.Holds(
        "A method and route lead to one function (the names of parameters tell no routes apart):",
        Routes().GroupBy(route => route.Shape, StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1).SelectMany(same => same.Select(route => $"{route.Shape}: {route.Function}")));

    [Fact]
    public void Can_be_cancelled() => Rule.Holds(
        "A function that is not replayed takes a CancellationToken:",
        All(function => function.Trigger is not OrchestrationTriggerAttribute
            && function.Method.GetParameters().All(parameter => parameter.ParameterType != typeof(CancellationToken))));

    private static IEnumerable<string> All(Func<DeclaredFunction, bool> isWrong) =>
        DeclaredFunction.All.Where(isWrong).Select(function => function.ToString());

    private static IEnumerable<(string Shape, DeclaredFunction Function)> Routes() =>
        from function in DeclaredFunction.All
        let http = function.Trigger as HttpTriggerAttribute
        where http is not null
        from method in http.Methods ?? []
        select ($"{method.ToUpperInvariant()} {RouteParameter().Replace(http.Route ?? "", "{}")}", function);

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex RouteParameter();
}
