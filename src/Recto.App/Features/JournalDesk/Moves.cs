using Recto.App.Shell.Forms;

namespace Recto.App.Features.JournalDesk;

/// <summary>Buttons that move one thing of a list up or down: <c>up</c> or <c>down</c> with its key.</summary>
internal static class Moves
{
    /// <summary>Moves it.</summary>
    /// <param name="order">Keys in order; changed.</param>
    /// <param name="form">The form with the button that was pressed.</param>
    /// <returns>Whether anything has another place now.</returns>
    public static bool Apply(List<string> order, FormValues form)
    {
        var (key, step) = form.Text("up") is { } up ? (up, -1) : (form.Text("down"), 1);
        var at = key is null ? -1 : order.IndexOf(key);
        if (at < 0 || at + step < 0 || at + step >= order.Count)
        {
            return false;
        }

        (order[at], order[at + step]) = (order[at + step], order[at]);
        return true;
    }
}
