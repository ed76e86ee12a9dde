using Recto.Notes.Tokens;

namespace Recto.Notes.References.Published;

/// <summary>Frequent given names of the languages of our field: they tell <c>Smith, John, Title</c> from <c>Smith, Title</c>.</summary>
internal static class GivenNames
{
    /// <summary>The names.</summary>
    public static readonly WordSet Words = new("""
        john james robert william thomas charles george edward henry richard david michael peter paul mark stephen steven daniel andrew christopher matthew philip joseph anthony alan brian kenneth
        kevin ronald donald frank harold walter arthur albert frederick francis samuel benjamin jonathan simon nicholas patrick martin eric roger keith geoffrey colin ian graham neil hugh ernest
        mary elizabeth anne ann anna jane margaret susan sarah catherine katherine barbara nancy helen laura alice emma julia caroline karen linda lisa ruth judith rebecca rachel deborah patricia
        jean jacques pierre françois louis michel claude bernard philippe alain gérard georges rené marc maurice robert henri émile jules andré marcel raymond yves olivier laurent thierry sabine
        marie françoise jeanne hélène isabelle sophie nathalie sylvie dominique florence
        hans karl wilhelm friedrich heinrich johann otto ernst ludwig hermann wolfgang klaus jürgen dieter horst werner günter günther gerhard manfred ulrich stefan andreas matthias bernd rolf heinz fritz kurt rudolf
        ursula renate monika ingrid christa petra gabriele birgit
        giovanni giuseppe antonio francesco carlo luigi mario pietro paolo giorgio roberto alberto franco bruno enrico marco andrea silvio renzo ennio sergio
        juan josé manuel carlos luis javier miguel fernando pedro ángel rafael ramón jorge jesús alberto ricardo maría carmen isabel ana pilar
        joão paulo antónio rui nuno fernando eduardo
        ivan aleksandr alexander vladimir sergei sergey nikolai nikolay mikhail dmitri dmitry andrei andrey boris viktor igor oleg yuri iurii leonid lev pavel petr aleksei alexei konstantin evgeny evgenii vasily vasilii
        ekaterina natalia natalya olga elena irina tatiana tatyana svetlana galina liudmila
        иван александр владимир сергей николай михаил дмитрий андрей борис виктор игорь олег юрий леонид лев павел петр алексей константин евгений василий
        екатерина наталья ольга елена ирина татьяна светлана галина людмила
        adam jan stanisław józef tomasz piotr andrzej václav jiří josef lászló istván
        """);
}
