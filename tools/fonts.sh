#!/usr/bin/env bash
# Makes the subset of EB Garamond that ships with Recto, from Debian's fonts-ebgaramond (SIL Open Font License 1.1).
# Needs: apt install fonts-ebgaramond fonttools python3-brotli. The licence names no reserved font name, so the family keeps its own.
#
# Kept: Latin with what European languages and scholarly transliteration of Slavic, Arabic and Hebrew ask, Greek without the polytonic block
# in italic, Cyrillic of the Slavic languages, punctuation, superiors, arrows; small capitals, all four kinds of figures, ligatures, kerning.
set -euo pipefail
cd "$(dirname "$0")/../src/Recto.App/wwwroot/fonts"
source=/usr/share/fonts/opentype/ebgaramond
latin='U+0020-007E,U+00A0-017F,U+018F,U+0192,U+01A0-01A1,U+01AF-01B0,U+01CD-01DC,U+01E6-01E7,U+0218-021B,U+0259,U+02B9-02BF,U+02C6-02C7,U+02D8-02DD,U+0300-0308,U+030A-030C,U+0323-0327,U+0331,U+1E00-1E9E,U+1EF2-1EF3'
signs='U+2002-200A,U+200C-200F,U+2010-2015,U+2018-201E,U+2020-2022,U+2026,U+202F,U+2030,U+2032-2033,U+2039-203A,U+203D,U+2044,U+2070,U+2074-2079,U+2080-2089,U+20AC,U+2116,U+2122,U+2190-2193,U+2212,U+2260,U+2264-2265'
greek='U+0370-03FF'
cyrillic='U+0400-045F,U+0462-0463,U+0472-0475,U+0490-0491'
features=kern,mark,mkmk,liga,locl,ccmp,calt,onum,lnum,pnum,tnum,smcp,c2sc,sups,subs,frac,ordn,case
subset() { # face, code points, output
  /usr/bin/python3 -m fontTools.subset "$source/$1.otf" --unicodes="$2" --layout-features="$features" --flavor=woff2 \
    --output-file="$3" --name-IDs='0,1,2,3,4,5,6,13,14' --no-hinting --desubroutinize
}
subset EBGaramond12-Regular "$latin,$signs,$greek,U+1F00-1FFF,$cyrillic" garamond-roman.woff2
subset EBGaramond12-Italic "$latin,$signs,$greek,$cyrillic" garamond-italic.woff2
ls -l ./*.woff2
