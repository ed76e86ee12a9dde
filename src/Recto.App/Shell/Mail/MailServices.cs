namespace Recto.App.Shell.Mail;

/// <summary>Mail for the whole site.</summary>
internal static class MailServices
{
    /// <summary>Adds what sends it.</summary>
    public static void AddMail(this IServiceCollection services, SiteOptions options)
    {
        services.AddSingleton(options.Mail ?? MailSettings.ToFolder(options.Database.DataFolder));
        services.AddSingleton<Mailer>();
        services.AddSingleton<MailQueue>();
        services.AddHostedService(provider => provider.GetRequiredService<MailQueue>());
    }
}
