"""Cuts the letters of the headings out of Source Serif 4 SemiBold (needs fonttools and brotli; the site does not).

python docs/assets/vendor/evidence-serif.build.py SOURCE.woff2

The licence keeps the name Source for the whole font, so what is cut from it has a name of its own.
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter, load_font, save_font

NAME = "Evidence Serif"
LETTERS = [chr(code) for code in range(0x20, 0x7F)] + list("\u00a0£°·–—‘’“”…×àáâäçèéêëíîïñóôöúüŵŷÉ")
NAMES = {1: NAME, 3: f"{NAME} SemiBold", 4: f"{NAME} SemiBold", 6: "EvidenceSerif-SemiBold", 16: NAME}

options = Options(flavor="woff2", hinting=False, layout_features=["kern", "tnum"], name_IDs=[0, *NAMES, 13, 14])
font = load_font(sys.argv[1], options)
subsetter = Subsetter(options)
subsetter.populate(text="".join(LETTERS))
subsetter.subset(font)
for record in font["name"].names:
    record.string = NAMES.get(record.nameID, record.toUnicode())
save_font(font, str(Path(__file__).with_name("evidence-serif-600.woff2")), options)
