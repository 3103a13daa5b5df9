using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Support.Local.Hosting;

namespace Support.Local.Worker;

/// <summary>The app's functions, ready to be invoked: found, checked and bound, or a list of all that is wrong.</summary>
internal sealed class FunctionCatalog
{
    private readonly IReadOnlyList<ITriggerExtension> _extensions;
    private readonly IReadOnlyList<IParameterBinderSource> _binders;
    private readonly AppSettings _settings;

    public FunctionCatalog(
        FunctionAppEnvironment environment,
        AppSettings settings,
        IEnumerable<ITriggerExtension> extensions,
        IEnumerable<IParameterBinderSource> binders,
        OutputBindings outputs)
    {
        _settings = settings;
        _extensions = [.. extensions];
        _binders = [.. binders];
        var mistakes = new List<string>();
        Functions = new FunctionDiscovery(_extensions, mistakes).Discover(environment.FunctionTypes);
        Bodies = mistakes.Count > 0 ? [] : Functions.ToDictionary(function => function, function => Bind(function, mistakes));
        mistakes.AddRange(Functions.SelectMany(outputs.Mistakes));
        if (mistakes.Count > 0)
        {
            throw new InvalidFunctionAppException(environment.Name, mistakes);
        }
    }

    public IReadOnlyList<FunctionDescriptor> Functions { get; }

    public IReadOnlyDictionary<FunctionDescriptor, FunctionBody> Bodies { get; }

    public IEnumerable<IFunctionListener> CreateListeners(FunctionInvoker invoker) =>
        from extension in _extensions
        let functions = Functions.Where(function => extension.Handles(function.Trigger) && !_settings.IsDisabled(function.Name)).ToArray()
        where functions.Length > 0 || extension.HasWorkOfItsOwn
        from listener in extension.CreateListeners(functions, invoker)
        select listener;

    private FunctionBody Bind(FunctionDescriptor function, List<string> mistakes)
    {
        var binders = new List<ParameterBinder>();
        foreach (ParameterInfo parameter in function.Parameters)
        {
            if (BinderOf(function, parameter) is { } binder)
            {
                binders.Add(binder);
            }
            else
            {
                mistakes.Add(
                    $"Function '{function.Name}' has a parameter '{parameter.Name}' of type {parameter.ParameterType.Name}, " +
                    $"for which {function.Trigger.GetType().Name} has no value.");
            }
        }

        return new FunctionBody(function, binders);
    }

    private ParameterBinder? BinderOf(FunctionDescriptor function, ParameterInfo parameter)
    {
        if (parameter.ParameterType == typeof(FunctionContext))
        {
            return static context => ValueTask.FromResult<object?>(context);
        }

        if (parameter.ParameterType == typeof(CancellationToken))
        {
            return static context => ValueTask.FromResult<object?>(context.CancellationToken);
        }

        return _binders.Select(source => source.BindParameter(parameter)).FirstOrDefault(binder => binder is not null)
            ?? _extensions.First(extension => extension.Handles(function.Trigger)).BindParameter(function, parameter);
    }
}
