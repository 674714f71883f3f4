"""Make the font that the charts are drawn with: a subset of Noto Sans SC under a name of its own.

The full font and the list of 通用规范汉字表 (国发〔2013〕23号, 8105 characters) come from two packages of
PyPI, so that the font can be made again anywhere, without a system font:

    pip download --no-deps -d /tmp/font pylopdf-fonts-zh-cn==0.1.1 pypinyin-dict==0.9.0
    python scripts/make_font.py /tmp/font analyzer/presentation/fonts

What is kept: 通用规范汉字表, GB 2312 (its symbols too), and the blocks of signs that policy texts and charts
use. Left out: traditional characters outside these sets, hinting, and the layout rules, which matplotlib
does not use. The SIL Open Font License asks for the licence text beside the font; the name is changed so
that nobody takes the subset for the original.
"""

from __future__ import annotations

import argparse
import io
import re
import zipfile
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FAMILY = "Policy Analyzer Sans"
POSTSCRIPT_NAME = "PolicyAnalyzerSans-Regular"
FILE_NAME = "PolicyAnalyzerSans.otf"

# half-open blocks of Unicode
SIGN_BLOCKS = (
    (0x20, 0x7F),  # ASCII
    (0xA0, 0x180),  # Latin
    (0x2010, 0x205F),  # punctuation
    (0x2070, 0x20A0),  # superscripts and subscripts
    (0x20A0, 0x20C0),  # currencies
    (0x2100, 0x2190),  # ℃ № ⅓, Roman numerals
    (0x2190, 0x2300),  # arrows, mathematics
    (0x2460, 0x2500),  # ①–⑳ ⑴–⒇
    (0x25A0, 0x2700),  # □ ○ ◆ ★
    (0x3000, 0x3040),  # CJK punctuation
    (0x3200, 0x3400),  # ㈠ ㎡ ㎞
    (0xFF00, 0xFFF0),  # full-width forms
)


def general_standard(wheel: zipfile.ZipFile) -> set[int]:
    """The code points of 通用规范汉字表, keys of the readings file of that name."""
    source = wheel.read("pypinyin_dict/pinyin_data/kmandarin_8105.py").decode("utf-8")
    found = {int(code, 16) for code in re.findall(r"^\s*0x([0-9A-F]{4,5}):", source, re.MULTILINE)}
    if len(found) != 8105:
        raise SystemExit(f"通用规范汉字表应有 8105 字，读到 {len(found)} 字。")
    return found


def gb2312() -> set[int]:
    """Every character of GB 2312: 6763 Han and the signs of rows 1 to 9."""
    found = set()
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                found.add(ord(bytes((row, cell)).decode("gb2312")))
            except UnicodeDecodeError:
                continue
    return found


def signs() -> set[int]:
    """Signs, digits and Latin letters."""
    return {code for first, last in SIGN_BLOCKS for code in range(first, last)}


def make_subset(font: TTFont, wanted: set[int]) -> TTFont:
    """Cut the font down to the wanted characters and give it its own name."""
    options = subset.Options()
    options.layout_features = []
    options.drop_tables += ["BASE", "GDEF", "GPOS", "GSUB", "VORG", "vhea", "vmtx", "DSIG"]
    options.hinting = False
    options.desubroutinize = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.notdef_outline = True
    options.glyph_names = False
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=wanted)
    cutter.subset(font)
    names = {1: FAMILY, 3: POSTSCRIPT_NAME, 4: FAMILY, 6: POSTSCRIPT_NAME}
    for record in font["name"].names:
        if record.nameID in names:
            record.string = names[record.nameID]
    top = font["CFF "].cff
    top.fontNames = [POSTSCRIPT_NAME]
    top.topDictIndex[0].FullName = FAMILY
    top.topDictIndex[0].FamilyName = FAMILY
    return font


def open_wheel(folder: Path, name: str) -> zipfile.ZipFile:
    """The one wheel of this distribution in ``folder``."""
    wheels = sorted(folder.glob(f"{name}-*.whl"))
    if len(wheels) != 1:
        raise SystemExit(f"{folder} 里应有一个 {name} 的 wheel，找到 {len(wheels)} 个。")
    return zipfile.ZipFile(wheels[0])


def main() -> None:
    """Read the two wheels, write the font and its licence."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("wheels", type=Path, help="folder with the two downloaded wheels")
    parser.add_argument("target", type=Path, help="folder for the font and OFL.txt")
    arguments = parser.parse_args()
    fonts = open_wheel(arguments.wheels, "pylopdf_fonts_zh_cn")
    wanted = general_standard(open_wheel(arguments.wheels, "pypinyin_dict")) | gb2312() | signs()
    licence = next(name for name in fonts.namelist() if name.endswith("licenses/LICENSE"))
    font = TTFont(io.BytesIO(fonts.read("pylopdf_fonts_zh_cn/NotoSansSC-Regular.otf")), recalcTimestamp=False)
    copyright_line = font["name"].getDebugName(0)
    font = make_subset(font, wanted)
    font.save(arguments.target / FILE_NAME)
    text = f"Copyright {copyright_line}\n\n" + fonts.read(licence).decode("utf-8")
    (arguments.target / "OFL.txt").write_text(text, encoding="utf-8", newline="\n")
    size = (arguments.target / FILE_NAME).stat().st_size
    print(f"{len(font.getBestCmap())} characters, {size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
