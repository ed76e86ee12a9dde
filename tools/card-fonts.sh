#!/usr/bin/env bash
# Makes the Hebrew and the Arabic that pictures for links are drawn in: subsets of Noto Serif Hebrew and Noto Naskh Arabic, from Debian's fonts-noto-core
# (SIL Open Font License 1.1, no reserved name). Latin, Greek and Cyrillic are the fonts of the site itself.
# Needs: apt install fonts-noto-core fonttools.
set -euo pipefail
cd "$(dirname "$0")/../src/Recto.App/Features/Files/Cards/Fonts"
source=${RECTO_NOTO:-/usr/share/fonts/truetype/noto}
subset() { # source, unicodes, output
  /usr/bin/python3 -m fontTools.subset "$source/$1.ttf" --unicodes="$2" --layout-features='*' --no-hinting --name-IDs='0,1,2,3,4,5,6,13,14' --output-file="$3"
}
subset NotoSerifHebrew-Regular 'U+0020,U+00A0,U+0590-05FF,U+20AA,U+FB1D-FB4F' hebrew.ttf
subset NotoNaskhArabic-Regular 'U+0020,U+00A0,U+0600-06FF,U+0750-077F,U+08A0-08FF,U+200C-200D,U+FB50-FBFF,U+FE70-FEFF' arabic.ttf
ls -l
