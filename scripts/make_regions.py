"""Make dictionaries/regions.tsv: provinces, prefectures and counties with their official codes.

Names come from the list in the package JioNLP (Apache-2.0), whose names are kept up to date; that list leaves
the code of a renamed unit as it was, so the codes of units changed since 2018 stand here, as published by
民政部 (行政区划代码, 县级以上变更情况). Not in the table: development zones and other areas without a
people's government of their own, and the units below Taiwan, Hong Kong and Macao.

    pip download --no-deps jionlp
    python scripts/make_regions.py jionlp-*.whl dictionaries/regions.tsv
"""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections import Counter
from collections.abc import Container
from pathlib import Path

LIST = "jionlp/dictionary/china_location.zip"
SOURCE = "GB/T 2260；民政部行政区划代码"
# units renamed or moved since the list's codes were taken: old code -> (name, new code)
CHANGED = {
    "220381": ("公主岭市", "220184"),
    "130526": ("任泽区", "130505"), "130527": ("南和区", "130506"),
    "320684": ("海门区", "320614"), "320602": ("崇川区", "320613"),
    "340221": ("湾沚区", "340210"), "340222": ("繁昌区", "340212"),
    "350427": ("沙县区", "350405"), "350403": ("三元区", "350404"), "350681": ("龙海区", "350604"),
    "350625": ("长泰区", "350605"), "360727": ("龙南市", "360783"), "370684": ("蓬莱区", "370614"),
    "410322": ("孟津区", "410308"), "410381": ("偃师区", "410307"), "421023": ("监利市", "421088"),
    "431121": ("祁阳市", "431181"), "450127": ("横州市", "450181"), "460321": ("西沙区", "460302"),
    "460322": ("南沙区", "460303"), "510132": ("新津区", "510118"), "513425": ("会理市", "513402"),
    "520221": ("水城区", "520204"), "520522": ("黔西市", "520581"), "532331": ("禄丰市", "532302"),
    "340225": ("无为市", "340281"), "540530": ("错那市", "540581"), "630122": ("湟中区", "630106"),
    "540422": ("米林市", "540481"),
    "610322": ("凤翔区", "610305"), "610928": ("旬阳市", "610981"), "632321": ("同仁市", "632301"),
    "650929": ("新星市", "659011"), "652923": ("库车市", "652902"), "654223": ("沙湾市", "654203"),
}  # fmt: skip
# units made after the list: code, name, parent
ADDED = (
    ("330113", "临平区", "330100"), ("330114", "钱塘区", "330100"), ("659012", "白杨市", "650000"),
    ("653228", "和安县", "653200"), ("653229", "和康县", "653200"),
)  # fmt: skip
# dissolved, or never a unit of the state
REMOVED = frozenset(
    {
        "330103", "330104", "350402", "360105", "510102", "510156", "530422", "632857", "320611", "460323",
        "232761", "232762", "232763", "232764",
    }
)  # fmt: skip
PSEUDO = re.compile(r"直辖行政区划$")
ZONE_CODE = re.compile(r"\d{4}7\d$")


def read_list(wheel: Path) -> list[tuple[str, str, str, str]]:
    """(code, name, short, parent) of every unit, as the list has them."""
    with zipfile.ZipFile(wheel) as package, zipfile.ZipFile(io.BytesIO(package.read(LIST))) as inner:
        text = inner.read(inner.namelist()[0]).decode("utf-8")
    units: list[tuple[str, str, str, str]] = []
    province = city = ""
    for line in text.split("\n"):
        depth = len(line) - len(line.lstrip("\t"))
        cells = line.strip().split("\t")
        if depth > 2 or len(cells) != 3:
            continue
        name, code, short = cells
        if depth == 0:
            province = code
            units.append((code, name, short, ""))
        elif depth == 1:
            # a municipality stands in the list twice; counties under a province have a pseudo city
            city = province if code == province or PSEUDO.search(name) else code
            if city != province:
                units.append((code, name, short, province))
        else:
            units.append((code, name, short, city))
    return units


def build(units: list[tuple[str, str, str, str]]) -> list[tuple[str, str, str, str, str]]:
    """(name, code, short, level, parent), sorted by code."""
    rows: dict[str, tuple[str, str, str, str, str]] = {}
    for code, name, short, parent in units:
        outside = code[:2] in {"71", "81", "82"} and not code.endswith("0000")
        if outside or ZONE_CODE.search(code) or code in REMOVED or PSEUDO.search(name):
            continue
        name, code = CHANGED.get(code, (name, code))
        if code in rows:  # a city without counties stands in the list as its own county
            continue
        level = "provincial" if code.endswith("0000") else "municipal" if code.endswith("00") else "county"
        rows[code] = (name, code, short_name(name, short), level, parent)
    for code, name, parent in ADDED:
        rows[code] = (name, code, short_name(name, ""), "county", parent)
    return [(*rows[code][:4], parent_code(code, rows)) for code in sorted(rows)]


def parent_code(code: str, rows: Container[str]) -> str:
    """The unit that a code's first digits name: the prefecture, or the province where there is none."""
    if code.endswith("0000"):
        return ""
    prefecture = f"{code[:4]}00"
    return prefecture if prefecture != code and prefecture in rows else f"{code[:2]}0000"


def short_name(name: str, alias: str) -> str:
    """How officials shorten the name: 内蒙古, 广安, 延边州, 石柱县; empty where they do not."""
    alias = alias.split("/")[0]
    if name.endswith("自治州"):
        return alias if alias.endswith("州") else f"{alias}州"
    if name.endswith(("自治县", "自治旗")):
        return f"{alias.removesuffix('县').removesuffix('旗')}{name[-1]}" if alias else ""
    if name.endswith(("省", "自治区", "特别行政区")):
        return alias
    core = re.sub(r"(?:市|县|区|地区|盟|林区|旗)$", "", name)
    return core if 2 <= len(core) < len(name) and not name.endswith(("旗", "新区")) else ""


def example(row: tuple[str, str, str, str, str], names: Counter[str], by_code: dict[str, str]) -> str:
    """A title that names the unit; a name that several units bear stands behind the name of its parent."""
    name, code, _, level, parent = row
    shown = name
    if names[name] > 1:
        shown = by_code[parent] + name
    body = "人民政府"
    if name.endswith(("地区", "盟")) and level == "municipal":
        body = "行政公署"
    elif name.endswith("特别行政区"):
        body = "政府"
    elif name == "台湾省":
        return f"{name}经济发展统计公报 => region={name} region_code={code}"
    office = "办公厅" if level == "provincial" else "办公室"
    return f"{shown}{body}{office}关于印发工作方案的通知 => region={name} region_code={code}"


def main() -> None:
    """Write the table named on the command line."""
    wheel, target = Path(sys.argv[1]), Path(sys.argv[2])
    rows = build(read_list(wheel))
    names = Counter(row[0] for row in rows)
    by_code = {row[1]: row[0] for row in rows}
    lines = ["region\tcode\tshort\tlevel\tparent\texample\tsource"]
    for row in rows:
        lines.append("\t".join((*row, example(row, names, by_code), SOURCE)))
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(Counter(row[3] for row in rows))


if __name__ == "__main__":
    main()
