#!/usr/bin/env bash
# Makes the faces of EB Garamond that PDFs are set in: static OpenType, for Typst reads neither woff2 nor variable fonts.
# Text and notes are Georg Duffner's designs for 12 and for 8 points (Debian's fonts-ebgaramond), as on the site; semibold, which those lack, is Octavio Pardo's
# (npm @expo-google-fonts/eb-garamond). All SIL Open Font License 1.1, without a reserved name: see Fonts/OFL.txt.
# Needs: apt install fonts-ebgaramond fonttools; npm install --ignore-scripts --prefix DIR @expo-google-fonts/eb-garamond@0.4.3. Usage: tools/print-fonts.sh DIR
set -euo pipefail
cd "$(dirname "$0")/../src/Recto.App/Features/Files/Pdf/Fonts"
debian=${RECTO_EBGARAMOND:-/usr/share/fonts/opentype/ebgaramond}
google=${1:?folder that npm installed into}/node_modules/@expo-google-fonts/eb-garamond
latin='U+0020-007E,U+00A0-024F,U+0250-02AF,U+02B0-02FF,U+0300-036F,U+1E00-1EFF'
signs='U+2000-206F,U+2070-209F,U+20A0-20BF,U+2100-214F,U+2150-218F,U+2190-21FF,U+2200-22FF,U+25A0-25FF,U+2600-26FF,U+2700-27BF,U+A720-A7FF,U+FB00-FB06'
greek='U+0370-03FF,U+1F00-1FFF'
cyrillic='U+0400-052F'
features=kern,mark,mkmk,liga,locl,ccmp,calt,onum,lnum,pnum,tnum,smcp,c2sc,sups,subs,sinf,frac,ordn,case
lean=kern,mark,mkmk,liga,locl,ccmp,onum,lnum,pnum,tnum,sups
face() { # source, family, style, weight, output
  local features=$features greek=$greek latin=$latin
  if [ "$4" = 600 ]; then features=$lean greek='U+0370-03FF' latin='U+0020-007E,U+00A0-017F,U+0218-021B,U+02B0-02FF,U+0300-036F,U+1E00-1E9E'; fi
  /usr/bin/python3 -m fontTools.subset "$1" --unicodes="$latin,$signs,$greek,$cyrillic" --layout-features="$features" --output-file="$5" --name-IDs='0,1,2,3,4,5,6,13,14' --no-hinting
  /usr/bin/python3 - "$5" "$2" "$3" "$4" << 'PY'
import sys
from fontTools.ttLib import TTFont
path, family, style, weight = sys.argv[1:]
font = TTFont(path)
names = font["name"]
names.names = [record for record in names.names if record.platformID == 3 and record.nameID not in (16, 17, 21, 22, 25)]
for number, text in ((1, family), (2, style), (4, f"{family} {style}"), (6, f"{family} {style}".replace(" ", ""))):
    names.setName(text, number, 3, 1, 0x409)
italic = "Italic" in style
font["OS/2"].usWeightClass = int(weight)
font["OS/2"].fsSelection = (font["OS/2"].fsSelection & ~0b1100001) | (1 if italic else 0) | (0x40 if style == "Regular" else 0)
font["head"].macStyle = 2 if italic else 0
font.save(path)
PY
}
face "$debian/EBGaramond12-Regular.otf" 'EB Garamond' Regular 400 garamond-text.otf
face "$debian/EBGaramond12-Italic.otf" 'EB Garamond' Italic 400 garamond-text-italic.otf
face "$debian/EBGaramond08-Regular.otf" 'EB Garamond Notes' Regular 400 garamond-notes.otf
face "$debian/EBGaramond08-Italic.otf" 'EB Garamond Notes' Italic 400 garamond-notes-italic.otf
face "$google/600SemiBold/EBGaramond_600SemiBold.ttf" 'EB Garamond' SemiBold 600 garamond-semibold.ttf
face "$google/600SemiBold_Italic/EBGaramond_600SemiBold_Italic.ttf" 'EB Garamond' 'SemiBold Italic' 600 garamond-semibold-italic.ttf
ls -l
