using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Support.RepositoryTests.Sources;

namespace Support.RepositoryTests.Functions;

/// <summary>A function, read from the compiled app.</summary>
/// <param name="App">The app's assembly.</param>
/// <param name="Name">Its name.</param>
/// <param name="Method">The method that it is.</param>
internal sealed record DeclaredFunction(string App, string Name, MethodInfo Method)
{
    private const BindingFlags Everything =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    /// <summary>The names of the function apps.</summary>
    public static IReadOnlyList<string> Apps { get; } =
        [.. Repository.Projects.Where(project => project.IsFunctionApp).Select(project => project.Name).Order(StringComparer.Ordinal)];

    /// <summary>Every function of every app.</summary>
    public static IReadOnlyList<DeclaredFunction> All { get; } = [.. Apps.SelectMany(In)];

    /// <summary>The parameters that carry a trigger: one, in a sound function.</summary>
    public IReadOnlyList<ParameterInfo> TriggerParameters { get; } =
        [.. Method.GetParameters().Where(parameter => parameter.GetCustomAttribute<TriggerBindingAttribute>() is not null)];

    /// <summary>What starts it.</summary>
    public TriggerBindingAttribute Trigger => TriggerParameters[0].GetCustomAttribute<TriggerBindingAttribute>()!;

    /// <summary>What an orchestrator is started with: the parameter beside its context; null for none.</summary>
    public Type? OrchestrationInput => Trigger is OrchestrationTriggerAttribute
        ? Method.GetParameters().Except(TriggerParameters).Select(parameter => parameter.ParameterType).FirstOrDefault(type => type != typeof(CancellationToken))
        : null;

    /// <summary>What it answers, out of its task; null for nothing.</summary>
    public Type? Answer => Method.ReturnType switch
    {
        { IsGenericType: true } task when typeof(Task).IsAssignableFrom(task) => task.GetGenericArguments()[0],
        { } type when type == typeof(Task) || type == typeof(void) => null,
        { } type => type,
    };

    public override string ToString() => $"{App}: {Name} ({Method.DeclaringType!.Name}.{Method.Name})";

    private static IEnumerable<DeclaredFunction> In(string app) =>
        from type in Assembly.Load(app).GetTypes()
        from method in type.GetMethods(Everything)
        let function = method.GetCustomAttribute<FunctionAttribute>()
        where function is not null
        select new DeclaredFunction(app, function.Name, method);
}
