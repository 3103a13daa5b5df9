using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Core;
using Support.Local.Hosting;

namespace Support.Local.Worker;

/// <summary>
/// Lets the extensions configure an app. The worker's SDK generates these calls when it builds for Azure; here they
/// are found through the assemblies that the app's functions refer to.
/// </summary>
internal static class ExtensionStartups
{
    private const string ExtensionPrefix = "Microsoft.Azure.Functions.Worker.Extensions.";

    public static void Run(FunctionAppEnvironment environment, IFunctionsWorkerApplicationBuilder builder)
    {
        IEnumerable<Assembly> extensions = environment.FunctionTypes
            .Select(type => type.Assembly)
            .Distinct()
            .SelectMany(assembly => assembly.GetReferencedAssemblies())
            .Where(name => name.Name!.StartsWith(ExtensionPrefix, StringComparison.Ordinal))
            .DistinctBy(name => name.Name)
            .Select(Assembly.Load);
        foreach (WorkerExtensionStartupAttribute startup in extensions.SelectMany(
            extension => extension.GetCustomAttributes<WorkerExtensionStartupAttribute>()))
        {
            ((WorkerExtensionStartup)Activator.CreateInstance(startup.StartupType, nonPublic: true)!).Configure(builder);
        }
    }
}
