using System.Reflection;
using Microsoft.Extensions.Hosting;

namespace Support.Local.Hosting.Apps;

/// <summary>Runs a function app's own program, from its first line to its last, on a thread of its own.</summary>
internal sealed class FunctionProgram
{
    private readonly Action _main;
    private readonly FunctionAppEnvironment _environment;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public FunctionProgram(Action main, FunctionAppEnvironment environment)
    {
        _main = main;
        _environment = environment;
    }

    public string Name => _environment.Name;

    /// <summary>Ends with the program, and as it does.</summary>
    public Task Ended => _ended.Task;

    /// <summary>The program of an assembly, as <c>dotnet</c> would run it.</summary>
    public static Action MainOf(Assembly assembly)
    {
        MethodInfo main = assembly.EntryPoint ?? throw new LocalHostException($"{assembly.GetName().Name} has no program.");
        object?[] arguments = main.GetParameters().Length == 0 ? [] : [Array.Empty<string>()];
        return () => main.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);
    }

    /// <summary>Ends when the app's triggers are up.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        new Thread(Run) { IsBackground = true, Name = Name }.Start();
        await Task.WhenAny(_environment.Lifetime, Ended).WaitAsync(cancellationToken);
        if (_environment.Lifetime.IsCompleted)
        {
            await Task.WhenAny(WhenStartedAsync(await _environment.Lifetime), Ended).WaitAsync(cancellationToken);
        }

        if (Ended.IsCompleted)
        {
            await Ended;
            throw new LocalHostException($"The program of {Name} ended before it ran a function app.");
        }
    }

    /// <summary>Asks the app to stop and waits until its program has ended.</summary>
    public async Task StopAsync()
    {
        if (_environment.Lifetime.IsCompleted)
        {
            (await _environment.Lifetime).StopApplication();
            await Ended.ContinueWith(static _ => { }, TaskScheduler.Default);
        }
    }

    private static Task WhenStartedAsync(IHostApplicationLifetime lifetime)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lifetime.ApplicationStarted.Register(started.SetResult);
        return started.Task;
    }

    private void Run()
    {
        FunctionAppEnvironment.Current = _environment;
        try
        {
            _main();
            _ended.SetResult();
        }
#pragma warning disable CA1031 // Whatever ends the program is told to whoever waits for it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _ended.SetException(exception);
        }
    }
}
