using System.Reflection;

namespace Support.Local.Worker;

/// <summary>How to wait for what a method returned: nothing, a value, or either in a task.</summary>
internal static class ReturnValue
{
    private static readonly MethodInfo TaskOf = Definition(nameof(OfTaskAsync));
    private static readonly MethodInfo ValueTaskOf = Definition(nameof(OfValueTaskAsync));

    public static Type ResultType(Type returnType) =>
        returnType == typeof(Task) || returnType == typeof(ValueTask) ? typeof(void)
        : IsGeneric(returnType, typeof(Task<>)) || IsGeneric(returnType, typeof(ValueTask<>)) ? returnType.GenericTypeArguments[0]
        : returnType;

    public static Func<object?, Task<object?>> Awaiter(Type returnType)
    {
        if (returnType == typeof(Task))
        {
            return OfPlainTaskAsync;
        }

        if (returnType == typeof(ValueTask))
        {
            return OfPlainValueTaskAsync;
        }

        MethodInfo? definition = IsGeneric(returnType, typeof(Task<>)) ? TaskOf : IsGeneric(returnType, typeof(ValueTask<>)) ? ValueTaskOf : null;
        return definition is null
            ? Task.FromResult
            : definition.MakeGenericMethod(returnType.GenericTypeArguments).CreateDelegate<Func<object?, Task<object?>>>();
    }

    private static bool IsGeneric(Type type, Type definition) => type.IsGenericType && type.GetGenericTypeDefinition() == definition;

    private static MethodInfo Definition(string name) => typeof(ReturnValue).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!;

    private static async Task<object?> OfPlainTaskAsync(object? returned)
    {
        await (Task)returned!;
        return null;
    }

    private static async Task<object?> OfPlainValueTaskAsync(object? returned)
    {
        await (ValueTask)returned!;
        return null;
    }

    private static async Task<object?> OfTaskAsync<T>(object? returned) => await (Task<T>)returned!;

    private static async Task<object?> OfValueTaskAsync<T>(object? returned) => await (ValueTask<T>)returned!;
}
