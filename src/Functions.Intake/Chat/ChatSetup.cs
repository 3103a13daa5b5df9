using Microsoft.Extensions.DependencyInjection;
using Support.Platform.Chat;

namespace Support.Functions.Intake.Chat;

/// <summary>What the chat registers.</summary>
internal static class ChatSetup
{
    public static IServiceCollection AddChat(this IServiceCollection services) => services
        .AddSingleton<ChatTokens>()
        .AddSingleton<ChatWriting>()
        .AddSingleton<ChatListening>()
        .AddSingleton<ChatDoor>();
}
