namespace Recto.App.Tests.Import;

/// <summary>Saved pages of our own writing.</summary>
internal static class SavedPages
{
    public const string Plain = """
        3
        CrossRef citations to date
        Original Articles

        The folder and the leaf: call numbers after 1991

        Pages 11-29 | Published online: 3 Mar 2021


        This article follows one call number through four archives and thirty years, and asks what a historian may conclude from the number alone when the folder itself has been closed again.

        Disclosure statement

        No potential conflict of interest was reported by the author(s).


        1 Haslam, Soviet Foreign Policy, 12.

        2 RGASPI 558/11/431/94.

        3 Ibid.

        Notes on contributors

        Ida Maubert

        Ida Maubert teaches the history of archives at Noorderdiep College.

        Log in via your institution
        """;
}
