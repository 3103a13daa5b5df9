using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Support.Local.Worker;

/// <summary>A function made callable: its arguments bound, its class made from the app's services, its answer awaited.</summary>
internal sealed class FunctionBody
{
    private readonly IReadOnlyList<ParameterBinder> _binders;
    private readonly MethodInvoker _method;
    private readonly Func<object?, Task<object?>> _awaiter;
    private readonly ObjectFactory? _factory;

    public FunctionBody(FunctionDescriptor function, IReadOnlyList<ParameterBinder> binders)
    {
        Function = function;
        _binders = binders;
        _method = MethodInvoker.Create(function.Method);
        _awaiter = ReturnValue.Awaiter(function.Method.ReturnType);
        _factory = function.Method.IsStatic ? null : ActivatorUtilities.CreateFactory(function.Type, []);
    }

    public FunctionDescriptor Function { get; }

    /// <summary>Binds the arguments and runs the method.</summary>
    public async Task<object?> RunAsync(FunctionContext context)
    {
        var arguments = new object?[_binders.Count];
        for (int i = 0; i < arguments.Length; i++)
        {
            arguments[i] = await BindAsync(i, context);
        }

        return await CallAsync(context.InstanceServices, arguments);
    }

    /// <summary>Runs the method with these arguments, on the caller's synchronization context.</summary>
    public Task<object?> CallAsync(IServiceProvider services, object?[] arguments) =>
        _awaiter(_method.Invoke(_factory?.Invoke(services, null), arguments.AsSpan()));

    private async ValueTask<object?> BindAsync(int index, FunctionContext context)
    {
        try
        {
            return await _binders[index](context);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or System.Text.Json.JsonException or NotSupportedException)
        {
            throw new FunctionInputConverterException(
                $"The parameter '{Function.Parameters[index].Name}' of function '{Function.Name}' could not be bound: {exception.Message}", exception);
        }
    }
}
