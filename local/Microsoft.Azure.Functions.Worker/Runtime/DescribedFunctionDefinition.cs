using System.Collections.Immutable;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Support.Local.Worker;

internal sealed class DescribedFunctionDefinition(FunctionDescriptor function) : FunctionDefinition
{
    public override ImmutableArray<FunctionParameter> Parameters { get; } =
        [.. function.Parameters.Select(parameter => new FunctionParameter(parameter.Name!, parameter.ParameterType))];

    public override string PathToAssembly => function.Type.Assembly.Location;

    public override string EntryPoint => $"{function.Type.FullName}.{function.Method.Name}";

    public override string Id => function.Name;

    public override string Name => function.Name;

    // Sorted, so that whoever goes through them does so in the same order in every run.
    public override IImmutableDictionary<string, BindingMetadata> InputBindings { get; } = function.Parameters
        .Select(parameter => (parameter.Name, Attribute: parameter.GetCustomAttribute<BindingAttribute>()))
        .Where(parameter => parameter.Attribute is not null)
        .ToImmutableSortedDictionary(
            parameter => parameter.Name!,
            BindingMetadata (parameter) => new DescribedBinding(parameter.Name!, parameter.Attribute!, BindingDirection.In),
            StringComparer.Ordinal);

    public override IImmutableDictionary<string, BindingMetadata> OutputBindings { get; } = OutputBinding.Of(function)
        .ToImmutableSortedDictionary(
            output => output.Name,
            BindingMetadata (output) => new DescribedBinding(output.Name, output.Attribute, BindingDirection.Out),
            StringComparer.Ordinal);

    private sealed class DescribedBinding(string name, BindingAttribute attribute, BindingDirection direction) : BindingMetadata
    {
        public override string Name => name;

        /// <summary>As in <c>function.json</c>: <c>HttpTriggerAttribute</c> is <c>httpTrigger</c>.</summary>
        public override string Type { get; } = BindingTypeName(attribute.GetType().Name);

        public override BindingDirection Direction => direction;

        private static string BindingTypeName(string typeName)
        {
            string name = typeName.EndsWith("Attribute", StringComparison.Ordinal) ? typeName[..^"Attribute".Length] : typeName;
            string suffixless = name.EndsWith("Output", StringComparison.Ordinal) ? name[..^"Output".Length] : name;
            return char.ToLowerInvariant(suffixless[0]) + suffixless[1..];
        }
    }
}
