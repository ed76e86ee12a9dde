using Microsoft.Playwright;

namespace Recto.Browser.Tests;

/// <summary>A page of the browser that goes from address to address and sends forms, and keeps what was answered.</summary>
internal sealed class Visitor
{
    private readonly string _address;
    private IResponse? _answer;

    public Visitor(IPage page, string address)
    {
        (Page, _address) = (page, address);
        page.Response += (_, response) =>
        {
            if (response.Request.IsNavigationRequest)
            {
                _answer = response;
            }
        };
    }

    public IPage Page { get; }

    /// <summary>Status of the page that is shown.</summary>
    public int Status => _answer?.Status ?? 0;

    /// <summary>The HTML of the page that is shown, as the site sent it.</summary>
    public Task<string> TextAsync() => _answer!.TextAsync();

    public Task GoAsync(string path) => Page.GotoAsync(_address + path);

    /// <summary>Sends the form of the page as it stands, with these fields changed or added, past what the browser itself would refuse.</summary>
    public async Task SendAsync(string form, params (string Name, string Value)[] fields)
    {
        var loaded = new TaskCompletionSource();
        void Loaded(object? sender, IPage page) => loaded.TrySetResult();
        Page.Load += Loaded;
        await Page.EvaluateAsync("""
            ([selector, fields]) => {
              const form = document.querySelector(selector)
              if (!form) throw new Error('No form ' + selector + ' at ' + location.href)
              for (const [name, value] of fields) {
                const there = [...form.elements].filter(e => e.name === name && e.type !== 'submit')
                const choice = there.find(e => e.type === 'radio' && e.value === value)
                if (choice) { choice.checked = true; continue }
                const field = there.find(e => e.type !== 'radio')
                if (field?.type === 'checkbox') { field.checked = value !== ''; continue }
                if (field && field.tagName !== 'SELECT') { field.type === 'hidden' || field.tagName === 'TEXTAREA' || (field.type = 'text'); field.value = value; continue }
                if (field) { field.value = value; if (field.value === value) continue; field.disabled = true }
                const more = document.createElement('input')
                more.type = 'hidden'; more.name = name; more.value = value
                form.append(more)
              }
              HTMLFormElement.prototype.submit.call(form)
            }
            """, new object[] { form, fields.Select(field => new[] { field.Name, field.Value }).ToArray() });
        await loaded.Task.WaitAsync(TimeSpan.FromSeconds(90), TestContext.Current.CancellationToken);
        Page.Load -= Loaded;
    }

    /// <summary>Comes to a page as a visit says.</summary>
    public async Task ComeAsync(Visit visit)
    {
        await GoAsync(visit.Path);
        if (visit.Form is not null)
        {
            await SendAsync(visit.Form, visit.Fields);
        }
    }
}
