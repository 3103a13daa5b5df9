using System.Reflection;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.Options;
using Support.Local.Worker;

namespace Support.Local.Durable.Functions;

/// <summary>
/// Puts the app's orchestration and activity functions on its durable engine, beside the classes that the app has put into
/// the registry among its options.
/// </summary>
internal sealed class DurableTriggerExtension(AppEngine engine, IServiceProvider services, IOptions<DurableTaskRegistry> classes) : ITriggerExtension
{
    private const string InstanceIdParameter = "instanceId";

    public bool Handles(TriggerBindingAttribute trigger) => trigger is OrchestrationTriggerAttribute or ActivityTriggerAttribute;

    /// <summary>An app may have classes only.</summary>
    public bool HasWorkOfItsOwn => classes.Value.GetOrchestrators().Any() || classes.Value.GetActivities().Any();

    public IEnumerable<string> Mistakes(FunctionDescriptor function)
    {
        if (function.Trigger is not OrchestrationTriggerAttribute)
        {
            yield break;
        }

        if (function.TriggerParameter.ParameterType != typeof(TaskOrchestrationContext))
        {
            yield return $"takes {function.TriggerParameter.ParameterType.Name} from its trigger; an orchestration gives TaskOrchestrationContext.";
        }

        if (function.Parameters.Count(FunctionOrchestrator.IsInput) > 1)
        {
            yield return "has more than one parameter for the orchestration's input.";
        }
    }

    public ParameterBinder? BindParameter(FunctionDescriptor function, ParameterInfo parameter)
    {
        if (function.Trigger is OrchestrationTriggerAttribute)
        {
            // An orchestrator runs again and again within one call of the engine, which binds its arguments itself.
            return static _ => throw new InvalidOperationException("An orchestrator is only run by the durable engine.");
        }

        if (parameter.ParameterType == typeof(TaskActivityContext))
        {
            return static context => ValueTask.FromResult<object?>(context.Features.Get<ActivityCall>()!.Context);
        }

        if (parameter == function.TriggerParameter)
        {
            return static context => ValueTask.FromResult(context.Features.Get<ActivityCall>()!.Input);
        }

        return parameter.ParameterType == typeof(string) && parameter.Name!.Equals(InstanceIdParameter, StringComparison.OrdinalIgnoreCase)
            ? static context => ValueTask.FromResult<object?>(context.Features.Get<ActivityCall>()!.Context.InstanceId)
            : null;
    }

    public IEnumerable<IFunctionListener> CreateListeners(IReadOnlyList<FunctionDescriptor> functions, FunctionInvoker invoker)
    {
        DurableTaskRegistry registry = classes.Value;
        foreach (FunctionDescriptor function in functions)
        {
            switch (function.Trigger)
            {
                case OrchestrationTriggerAttribute trigger:
                    var body = new FunctionBody(function, []);
                    registry.AddOrchestrator(trigger.Orchestration ?? function.Name, () => new FunctionOrchestrator(body, services));
                    break;
                case ActivityTriggerAttribute trigger:
                    registry.AddActivity(trigger.Activity ?? function.Name, new FunctionActivity(function, invoker));
                    break;
            }
        }

        engine.Create(registry);
        return [engine];
    }
}
