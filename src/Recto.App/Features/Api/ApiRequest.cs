using System.Globalization;
using System.Text;
using Recto.App.Features.Api.Describing;
using Recto.App.Shell;
using Recto.Journals.Identifiers;
using Recto.Storage.Lists;
using Recto.Storage.Sql;

namespace Recto.App.Features.Api;

/// <summary>One request: its parameters, read as the description says, and the addresses of its answer.</summary>
internal sealed class ApiRequest
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly Operation _operation;

    /// <summary>Reads the request.</summary>
    /// <exception cref="ApiRefusedException">A parameter is unknown, stands twice, is too long or cannot be read.</exception>
    public ApiRequest(HttpContext context, Operation operation)
    {
        (Context, _operation) = (context, operation);
        Site = context.RequestServices.GetRequiredService<SiteOptions>().AddressFor(context.Request);
        foreach (var (name, value) in context.Request.RouteValues)
        {
            Take(name, Uri.UnescapeDataString(value?.ToString() ?? ""));
        }

        foreach (var (name, values) in context.Request.Query)
        {
            if (!operation.Parameters.Any(parameter => parameter.Name == name && !parameter.IsPath))
            {
                throw ApiRefusedException.Parameter(Short(name), $"There is no such parameter here. There are: {string.Join(", ", operation.Parameters.Where(parameter => !parameter.IsPath).Select(parameter => parameter.Name))}.");
            }

            if (values.Count > 1)
            {
                throw ApiRefusedException.Parameter(name, "It stands more than once.");
            }

            if (values.ToString() is { Length: > 0 } value)
            {
                Take(name, value);
            }
        }
    }

    /// <summary>The request itself.</summary>
    public HttpContext Context { get; }

    /// <summary>Scheme and host of the site.</summary>
    public string Site { get; }

    /// <summary>Items of a page.</summary>
    public int Limit
    {
        get
        {
            var parameter = _operation.Parameters.First(parameter => parameter.Name == "limit");
            return Text("limit") is not { } text ? parameter.Default : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit >= 1 && limit <= parameter.Most ? limit
                : throw ApiRefusedException.Parameter("limit", $"It is a whole number from 1 to {parameter.Most}.");
        }
    }

    /// <summary>Where the page begins; null for the first page.</summary>
    public Cursor? Cursor => Text("cursor") is not { } text ? null
        : ApiCursor.Read(List, text) ?? throw ApiRefusedException.Parameter("cursor", "It is no cursor of this list. Take nextCursor of the page before, and send all other parameters as they were; or begin without it.");

    /// <summary>What answers it.</summary>
    public T Get<T>() where T : notnull => Context.RequestServices.GetRequiredService<T>();

    /// <summary>A value; null where it was not sent.</summary>
    public string? Text(string name) => _values.GetValueOrDefault(name);

    /// <summary>Names of what was sent.</summary>
    public IEnumerable<string> Names => _values.Keys;

    /// <summary>A part of the address.</summary>
    public string Part(string name) => _values[name];

    /// <summary>Whether it is <c>true</c>.</summary>
    public bool Flag(string name) => Text(name) switch { null or "false" => false, "true" => true, _ => throw ApiRefusedException.Parameter(name, "It is true or false.") };

    /// <summary>A word of a closed list; null where it was not sent.</summary>
    public string? Word(string name)
    {
        var parameter = _operation.Parameters.First(parameter => parameter.Name == name);
        return Text(name) is not { } text ? null : parameter.Values.Contains(text) ? text : throw ApiRefusedException.Parameter(name, $"It is {string.Join(" or ", parameter.Values)}.");
    }

    /// <summary>A date as far as it is known; null where it was not sent.</summary>
    public PartialDate? Date(string name) => Text(name) is not { } text ? null
        : PartialDate.TryParse(text, out var date) ? date : throw ApiRefusedException.Parameter(name, "It is a date of ISO 8601: a year, a month or a day, as 2020, 2020-04 or 2020-04-28.");

    /// <summary>An instant; null where it was not sent.</summary>
    public DateTimeOffset? Instant(string name) => Text(name) is not { } text ? null
        : DateTimeOffset.TryParseExact(text.Replace(' ', '+'), ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant) && instant.Year is >= 1900 and < 3000
            ? instant : throw ApiRefusedException.Parameter(name, "It is a day or an instant of ISO 8601, as 2026-03-14 or 2026-03-14T09:26:53Z.");

    /// <summary>Address and cursor of the next page; nulls on the last. The header Link says it too.</summary>
    public (string? Address, string? Cursor) Next(Cursor? place)
    {
        if (place is not { } next)
        {
            return (null, null);
        }

        var cursor = ApiCursor.Write(List, next);
        var others = _values.Where(value => value.Key != "cursor" && !IsPath(value.Key)).Select(value => $"{value.Key}={Uri.EscapeDataString(value.Value)}");
        var address = $"{Site}{Context.Request.Path.ToUriComponent()}?{string.Join('&', others.Append("cursor=" + cursor))}";
        Context.Response.Headers.Append("Link", $"<{address}>; rel=\"next\"");
        return (address, cursor);
    }

    /// <summary>An address of this API.</summary>
    /// <param name="parts">Its parts, not encoded.</param>
    public string Self(params ReadOnlySpan<string> parts) => Address(ApiFeature.Root, parts);

    /// <summary>An address of the site.</summary>
    /// <param name="parts">Its parts, not encoded.</param>
    public string Page(params ReadOnlySpan<string> parts) => Address("", parts);

    private string Address(string root, ReadOnlySpan<string> parts)
    {
        var address = new StringBuilder(Site).Append(root);
        foreach (var part in parts)
        {
            address.Append('/').Append(Uri.EscapeDataString(part));
        }

        return address.ToString();
    }

    // Which list a cursor belongs to: how long its pages are makes no difference.
    private string List => Context.Request.Path + "?" + string.Join('&', _values.Where(value => value.Key is not ("cursor" or "limit")).OrderBy(value => value.Key, StringComparer.Ordinal).Select(value => $"{value.Key}={value.Value}"));

    private bool IsPath(string name) => _operation.Parameters.Any(parameter => parameter.IsPath && parameter.Name == name);

    private void Take(string name, string value)
    {
        var parameter = _operation.Parameters.First(parameter => parameter.Name == name);
        if (value.Length > parameter.Longest)
        {
            throw ApiRefusedException.Parameter(name, $"It is longer than {parameter.Longest} characters.");
        }

        if (StoredText.FindUnkeepable(value) >= 0)
        {
            throw ApiRefusedException.Parameter(name, "It holds a character that no text here can hold.");
        }

        _values[name] = value;
    }

    private static string Short(string name) => StoredText.FindUnkeepable(name) >= 0 ? "?" : name.Length <= 60 ? name : new string([.. name.EnumerateRunes().Take(60).SelectMany(rune => rune.ToString())]);
}
