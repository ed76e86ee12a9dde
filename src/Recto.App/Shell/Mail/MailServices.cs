namespace Recto.App.Shell.Mail;

/// <summary>Mail for the whole site.</summary>
internal static class MailServices
{
    /// <summary>Adds what sends it.</summary>
    /// <param name="services">The services of the site.</param>
    /// <param name="settings">How mails leave.</param>
    public static void AddMail(this IServiceCollection services, MailSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton<Mailer>();
        services.AddSingleton<MailQueue>();
        services.AddHostedService(provider => provider.GetRequiredService<MailQueue>());
    }
}
