"""To annotation tools and back: offsets and words survive every format, and no text becomes markup."""

from __future__ import annotations

import io
import json
import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.cli.export import FORMAT_NAMES, LABEL_NAMES
from analyzer.cli.main import run
from analyzer.errors import ReadError
from analyzer.exchange.brat import read_brat, write_brat
from analyzer.exchange.doccano import read_doccano, write_doccano
from analyzer.exchange.formats import WRITERS, read_annotations
from analyzer.exchange.label_studio import read_label_studio, write_label_studio
from analyzer.exchange.labels import ATTRIBUTES, LABELS
from analyzer.exchange.notes import read_note, write_note
from analyzer.exchange.offsets import Utf16
from analyzer.exchange.refi_qda import NAMESPACE, write_refi_qda
from analyzer.exchange.rows import annotate, read_run
from analyzer.exchange.web_annotation import write_web_annotation
from analyzer.model import Document
from analyzer.pipeline import Analyzer
from analyzer.presentation.columns import TABLES, table
from analyzer.presentation.tables import build_tables
from analyzer.presentation.writing import write_run
from analyzer.study.annotations import QUANTITY, AnnotatedDocument, Annotation, in_order

TEXT = "𠮷安县\n一是新增就业5万人🚀以上。\n二是建设<b>&“</b>]]>园区3个。\n"
HOSTILE = "𠮷🚀é<>&\"'；;=\\\n\t \u3000\u2028\x0b\x85e\u0301县5万人一是]]>$#|"
LAST_YEAR = datetime(2025, 3, 1, tzinfo=UTC)


def span(words: str, label: str = "target", **attributes: str) -> Annotation:
    start = TEXT.index(words)
    return Annotation(label, start, start + len(words), attributes)


DOCUMENT = AnnotatedDocument(
    "吉安县<1>",
    TEXT,
    in_order(
        [
            span("一是新增就业5万人🚀以上。", "task", status="plan", level="1"),
            span("5万人", indicator="新增就业", value="50000", unit="人", comparator="ge"),
            span("二是建设<b>&“</b>]]>园区3个。", "task", status="plan"),
            span("3个", "actual", indicator="<b>&“</b>]]>园区；=\\", value="3", unit="个", comparator="eq"),
        ]
    ),
)


def put(folder: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def bare(document: AnnotatedDocument) -> list[tuple[str, int, int]]:
    return [(each.label, each.start, each.end) for each in document.annotations]


def full(document: AnnotatedDocument) -> list[tuple[Any, ...]]:
    return sorted(
        (*place, sorted(each.attributes.items()))
        for place, each in zip(bare(document), document.annotations, strict=True)
    )


def qde(data: bytes) -> tuple[ElementTree.Element, dict[str, bytes]]:
    archive = zipfile.ZipFile(io.BytesIO(data))
    files = {name: archive.read(name) for name in archive.namelist()}
    return ElementTree.fromstring(files.pop("project.qde")), files


characters = st.one_of(
    st.sampled_from(HOSTILE), st.characters(exclude_categories=["Cs"], exclude_characters="\0")
)
texts = st.text(characters, min_size=1, max_size=40)
values = st.text(characters, min_size=1, max_size=12).map(lambda text: " ".join(text.split())).filter(bool)


@st.composite
def documents(draw: st.DrawFn) -> AnnotatedDocument:
    text = draw(texts)
    found = []
    for _ in range(draw(st.integers(0, 4))):
        start, end = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
        words = text[start:end]
        inner = words.strip()
        if inner:
            start += words.index(inner)
            label = draw(st.sampled_from([label.name for label in LABELS]))
            family = Annotation(label, 0, 1).family
            own = [each for each in ATTRIBUTES if each.family == family]
            attributes = {
                each.name: draw(st.sampled_from([name for name, _ in each.words]))
                if each.words
                else draw(values)
                for each in own
                if draw(st.booleans())
            }
            found.append(Annotation(label, start, start + len(inner), attributes))
    return AnnotatedDocument("例", text, in_order(found))


# offsets


@given(texts)
def test_both_ways_of_counting_lead_back(text: str) -> None:
    units = Utf16(text)
    for offset in range(len(text) + 1):
        unit = units.from_code_point(offset)
        assert unit == len(text[:offset].encode("utf-16-le")) // 2
        assert units.to_code_point(unit) == offset


@given(documents())
@settings(max_examples=60, deadline=None)
def test_brat_gives_back_what_it_got(
    tmp_path_factory: pytest.TempPathFactory, document: AnnotatedDocument
) -> None:
    folder = put(tmp_path_factory.mktemp("brat"), write_brat([document]))
    [read] = read_brat(folder)
    assert read.text == document.text
    assert full(read) == full(document)


@given(documents())
@settings(max_examples=60, deadline=None)
def test_doccano_gives_back_spans_and_labels(
    tmp_path_factory: pytest.TempPathFactory, document: AnnotatedDocument
) -> None:
    folder = put(tmp_path_factory.mktemp("doccano"), write_doccano([document]))
    [read] = read_doccano(folder / "doccano.jsonl")
    assert (read.doc_id, read.text, bare(read)) == (document.doc_id, document.text, bare(document))


@given(documents())
@settings(max_examples=60, deadline=None)
def test_label_studio_gives_back_what_it_got(
    tmp_path_factory: pytest.TempPathFactory, document: AnnotatedDocument
) -> None:
    folder = put(tmp_path_factory.mktemp("studio"), write_label_studio([document]))
    [read] = read_label_studio(folder / "label-studio.json")
    assert (read.doc_id, read.text) == (document.doc_id, document.text)
    assert full(read) == full(document)
    assert not read.reviewed


@given(documents())
@settings(max_examples=60, deadline=None)
def test_both_selectors_select_the_span(document: AnnotatedDocument) -> None:
    files = write_web_annotation([document])
    text = files["texts/例.txt"].decode()
    collection = json.loads(files["annotations.jsonld"])
    items = collection["first"]["items"] if document.annotations else []
    assert collection["total"] == len(items) == len(document.annotations)
    for item, annotation in zip(items, document.annotations, strict=True):
        position, quotation = item["target"]["selector"]
        assert (position["start"], position["end"]) == (annotation.start, annotation.end)
        assert text[position["start"] : position["end"]] == quotation["exact"]
        assert text[: position["start"]].endswith(quotation["prefix"])
        assert text[position["end"] :].startswith(quotation["suffix"])


@given(documents())
@settings(max_examples=60, deadline=None)
def test_a_refi_qda_project_holds_every_span(document: AnnotatedDocument) -> None:
    [data] = write_refi_qda([document], created=LAST_YEAR).values()
    project, files = qde(data)
    selections = list(project.iter(f"{{{NAMESPACE}}}PlainTextSelection"))
    places = [(int(each.attrib["startPosition"]), int(each.attrib["endPosition"])) for each in selections]
    assert places == [(each.start, each.end) for each in document.annotations]
    assert [text.decode() for text in files.values()] == [document.text]


@given(st.dictionaries(st.sampled_from(["indicator", "unit", "value"]), values))
def test_a_note_gives_back_its_attributes(attributes: dict[str, str]) -> None:
    assert read_note(QUANTITY, write_note(QUANTITY, attributes)) == attributes


# what the files look like


def test_brat_files() -> None:
    files = write_brat([DOCUMENT])
    assert files["吉安县<1>.txt"].decode() == TEXT
    assert files["吉安县<1>.ann"].decode() == (
        "T1\ttask 4 17\t一是新增就业5万人🚀以上。\n"
        "A1\tstatus T1 plan\n"
        "#1\tAnnotatorNotes T1\t层级=1\n"
        "T2\ttarget 10 13\t5万人\n"
        "A2\tcomparator T2 ge\n"
        "#2\tAnnotatorNotes T2\t指标=新增就业；数值=50000；单位=人\n"
        "T3\ttask 18 39\t二是建设<b>&“</b>]]>园区3个。\n"
        "A3\tstatus T3 plan\n"
        "T4\tactual 36 38\t3个\n"
        "A4\tcomparator T4 eq\n"
        "#4\tAnnotatorNotes T4\t指标=<b>&“</b>]]>园区\\；\\=\\\\；数值=3；单位=个\n"
    )
    configuration = files["annotation.conf"].decode()
    sections = re.findall(r"^\[(\w+)\]$", configuration, re.MULTILINE)
    assert sections == ["entities", "relations", "events", "attributes"]
    assert "comparator\tArg:target|actual|standard, Value:eq|ge|" in configuration
    assert "actual | 已实现\n" in files["visual.conf"].decode()


def test_a_span_over_lines_has_a_fragment_for_each_line(tmp_path: Path) -> None:
    text = "一是稳就业，\n\n  促创业。"
    document = AnnotatedDocument("例", text, (Annotation("task", 0, len(text)),))
    files = write_brat([document])
    assert files["例.ann"].decode() == "T1\ttask 0 6;10 14\t一是稳就业， 促创业。\n"
    assert read_brat(put(tmp_path, files))[0].annotations == document.annotations


def test_doccano_counts_utf_16() -> None:
    record = json.loads(write_doccano([DOCUMENT])["doccano.jsonl"])
    assert record["label"][1] == [11, 14, "目标"]
    labels = json.loads(write_doccano([DOCUMENT])["label_config.json"])
    assert [label["text"] for label in labels] == ["目标", "已实现", "标准", "任务"]


def test_label_studio_regions_carry_their_attributes() -> None:
    [task] = json.loads(write_label_studio([DOCUMENT])["label-studio.json"])
    results = [each for each in task["predictions"][0]["result"] if each["id"] == "a2"]
    assert [(each["type"], each["from_name"]) for each in results] == [
        ("labels", "label"),
        ("textarea", "indicator"),
        ("textarea", "value"),
        ("textarea", "unit"),
        ("choices", "comparator"),
    ]
    assert results[0]["value"] == {"start": 10, "end": 13, "text": "5万人", "labels": ["目标"]}
    assert results[-1]["value"]["choices"] == ["不低于"]


def test_the_configuration_names_what_the_results_use() -> None:
    files = write_label_studio([DOCUMENT])
    view = ElementTree.fromstring(files["label-studio.xml"])
    named = {element.attrib["name"]: element for element in view.iter() if "name" in element.attrib}
    [task] = json.loads(files["label-studio.json"])
    for result in task["predictions"][0]["result"]:
        assert result["from_name"] in named
        assert named[result["from_name"]].attrib["toName"] == result["to_name"] == "text"
        offered = {child.attrib["value"] for child in named[result["from_name"]]}
        used = {*result["value"].get("labels", []), *result["value"].get("choices", [])}
        assert used <= offered
    assert [label.attrib["value"] for label in named["label"]] == ["目标", "已实现", "标准", "任务"]
    assert "pre-wrap" in (view.findtext("Style") or "")


GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")
# children and required attributes, in the order of Project.xsd
SCHEMA: dict[str, tuple[tuple[str, ...], set[str]]] = {
    "Project": (("Users", "CodeBook", "Sources"), {"name"}),
    "Users": (("User",), set()),
    "User": ((), {"guid"}),
    "CodeBook": (("Codes",), set()),
    "Codes": (("Code",), set()),
    "Code": (("Description", "Code"), {"guid", "name", "isCodable"}),
    "Sources": (("TextSource",), set()),
    "TextSource": (("Description", "PlainTextContent", "PlainTextSelection"), {"guid"}),
    "PlainTextSelection": (("Description", "Coding"), {"guid", "startPosition", "endPosition"}),
    "Description": ((), set()),
    "Coding": (("CodeRef",), {"guid"}),
    "CodeRef": ((), {"targetGUID"}),
}


def test_a_refi_qda_project_follows_the_schema() -> None:
    project, files = qde(write_refi_qda([DOCUMENT], created=LAST_YEAR)["policy-analyzer.qdpx"])
    guids = [element.attrib["guid"] for element in project.iter() if "guid" in element.attrib]
    assert len(set(guids)) == len(guids)
    assert all(GUID.match(guid) for guid in guids)
    for element in project.iter():
        name = element.tag.removeprefix(f"{{{NAMESPACE}}}")
        children, attributes = SCHEMA[name]
        order = [children.index(child.tag.removeprefix(f"{{{NAMESPACE}}}")) for child in element]
        assert order == sorted(order)
        assert attributes <= set(element.attrib)
        assert element.attrib.get("targetGUID", guids[0]) in guids
        assert re.fullmatch(r"#[0-9A-F]{6}", element.attrib.get("color", "#000000"))
    [source] = project.iter(f"{{{NAMESPACE}}}TextSource")
    assert source.attrib["name"] == "吉安县<1>"
    assert f"sources/{source.attrib['plainTextPath'].removeprefix('internal://')}" in files
    assert project.attrib["creationDateTime"] == "2025-03-01T00:00:00Z"


def test_the_same_project_gives_the_same_bytes() -> None:
    assert write_refi_qda([DOCUMENT], created=LAST_YEAR) == write_refi_qda([DOCUMENT], created=LAST_YEAR)
    for name in ("brat", "doccano", "label-studio", "w3c"):
        assert WRITERS[name]([DOCUMENT]) == WRITERS[name]([DOCUMENT])


def test_no_format_lets_text_become_markup_or_break_a_file() -> None:
    evil = AnnotatedDocument(
        'a"/><x>\x01\ud800',
        "\x00\x01\ud800]]><script>\n5万人",
        (Annotation('"><x\x02', 0, 6, {"indicator": "\x03]]><x a='b'>\ud800", "备注": "\x00"}),),
    )
    project, files = qde(write_refi_qda([evil], created=LAST_YEAR)["policy-analyzer.qdpx"])
    assert {element.tag.partition("}")[2] for element in project.iter()} <= set(SCHEMA)
    assert len(next(iter(files.values())).decode()) == len(evil.text)
    ElementTree.fromstring(write_label_studio([evil])["label-studio.xml"])
    for name in ("doccano", "label-studio", "w3c"):
        for file, data in WRITERS[name]([evil]).items():
            if file.startswith(("doccano.json", "label-studio.json", "annotations")):
                json.loads(data)


# what comes back from the tools


def test_only_what_a_person_has_submitted_is_reviewed(tmp_path: Path) -> None:
    text = "新增5家🚀，增长8%"

    def annotation(start: int, end: int, **more: Any) -> dict[str, Any]:
        value = {"start": start, "end": end, "labels": ["目标"], "text": text[start:end]}
        return {"result": [{"id": "x", "type": "labels", "from_name": "label", "value": value}], **more}

    task = {
        "id": 7,
        "data": {"text": text},
        "predictions": [annotation(0, 2)],
        "annotations": [
            annotation(2, 4, updated_at="2026-01-02"),
            annotation(8, 10, updated_at="2026-01-03", was_cancelled=True),
            annotation(6, 8, updated_at="2026-01-01"),
        ],
    }
    path = tmp_path / "project-1.json"
    path.write_text(json.dumps([task]), encoding="utf-8")
    [read] = read_label_studio(path)
    assert (read.doc_id, read.reviewed, bare(read)) == ("task-7", True, [("target", 2, 4)])
    task["annotations"].append(annotation(6, 8, ground_truth=True))  # type: ignore[attr-defined]
    path.write_text(json.dumps([task]), encoding="utf-8")
    assert bare(read_label_studio(path)[0]) == [("target", 6, 8)]
    task["annotations"] = []
    path.write_text(json.dumps([task]), encoding="utf-8")
    assert not read_label_studio(path)[0].reviewed


def test_old_label_studio_files_that_count_utf_16_are_recognised(tmp_path: Path) -> None:
    value = {"start": 6, "end": 8, "labels": ["目标"], "text": "8%"}
    result = [{"id": "x", "type": "labels", "from_name": "label", "value": value}]
    task = {"data": {"text": "🚀🚀增长8%"}, "annotations": [{"result": result}]}
    path = tmp_path / "old.json"
    path.write_text(json.dumps([task]), encoding="utf-8")
    assert bare(read_label_studio(path)[0]) == [("target", 4, 6)]
    value["text"] = "增长"
    path.write_text(json.dumps([task]), encoding="utf-8")
    with pytest.raises(ReadError, match="不一样"):
        read_label_studio(path)


@pytest.mark.parametrize(
    "spans",
    [
        {"label": [[3, 5, "目标"]]},
        {"labels": [[3, 5, "target"]]},
        {"entities": [{"id": 1, "label": "目标", "start_offset": 3, "end_offset": 5}], "relations": []},
    ],
)
def test_all_forms_of_doccano_are_read(spans: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "all.jsonl"
    path.write_text(json.dumps({"id": 3, "text": "🚀增8%", **spans}) + "\n\n", encoding="utf-8")
    [read] = read_doccano(path)
    assert (read.doc_id, bare(read)) == ("doccano-1", [("target", 2, 4)])


def test_doccano_offsets_in_code_points_are_told_by_the_record(tmp_path: Path) -> None:
    path = tmp_path / "all.jsonl"
    record = {"text": "🚀增8%", "label": [[2, 4, "存疑"]], "offset_unit": "code-point", "doc_id": "甲"}
    path.write_text(json.dumps(record), encoding="utf-8")
    [read] = read_doccano(path)
    assert (read.doc_id, bare(read)) == ("甲", [("存疑", 2, 4)])


def test_what_annotators_write_by_hand_is_understood(tmp_path: Path) -> None:
    put(
        tmp_path,
        {
            "甲.txt": "新增5家，增长8%".encode(),
            "甲.ann": (
                "T1\tactual 2 4\t5家\r\nA1\tcomparator T1 ge\nR1\tNext Arg1:T1 Arg2:T2\n"
                "T2\t目标 7 9\t8%\n#1\tAnnotatorNotes T2\t单位=%；比较关系=不低于；看不清\n* Equiv T1 T2\n"
            ).encode(),
        },
    )
    [read] = read_brat(tmp_path)
    assert read.annotations == (
        Annotation("actual", 2, 4, {"comparator": "ge"}),
        Annotation("target", 7, 9, {"unit": "%", "comparator": "ge"}),
    )


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("坏.jsonl", "{", "E_FORMAT"),
        ("坏.jsonl", "[1]", "E_FORMAT"),
        ("坏.jsonl", '{"label": []}', "E_FORMAT"),
        ("坏.jsonl", '{"text": "增", "label": [[0, 2, "目标"]]}', "E_FORMAT"),
        ("坏.jsonl", '{"text": "增", "label": [[0, 1, 7]]}', "E_FORMAT"),
        ("坏.jsonl", '{"text": "增", "label": [[-1, 1, "目标"]]}', "E_FORMAT"),
        ("坏.jsonl", '{"text": "增", "label": [[0, NaN, "目标"]]}', "E_FORMAT"),
        ("坏.jsonl", "[" * 200_000, "E_TOO_DEEP"),
        ("坏.json", '[{"data": {}}]', "E_FORMAT"),
        ("坏.json", '"文字"', "E_FORMAT"),
        ("坏.json", "1" * 5000, "E_FORMAT"),
        ("坏.txt", "增", "E_FORMAT"),
        ("没有", None, "E_NOT_FILE"),
    ],
)
def test_files_that_are_none_of_theirs_are_refused(
    name: str, content: str | None, code: str, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(ReadError) as error:
        read_annotations(tmp_path / name)
    assert error.value.code == code


@pytest.mark.parametrize(
    "line", ["T1\ttarget 0 99\t增", "T1\ttarget\t增", "T1\ttarget 3 1\t增", "T1\ttarget 0 1;x 3\t增"]
)
def test_a_wrong_line_of_brat_is_named(line: str, tmp_path: Path) -> None:
    put(tmp_path, {"甲.txt": "增长8%".encode(), "甲.ann": f"T9\ttarget 2 4\t8%\n{line}\n".encode()})
    with pytest.raises(ReadError) as error:
        read_brat(tmp_path)
    assert error.value.where == "甲.ann:2"


# from the program


def test_annotations_are_those_of_the_tables(analyzer: Analyzer, tmp_path: Path) -> None:
    text = "一、就业\n力争今年新增就业1.2万人以上🚀，其中=高校毕业生5000人。\n二、交通\n新建公路30公里。\n"
    analysis = analyzer.analyze(Document("要点", text), keywords=False)
    folder = tmp_path / "结果"
    write_run(folder, build_tables([analysis]), [analysis.document], charts=False)
    document = annotate(analysis)
    assert [document] == read_run(folder)
    assert [(each.start, each.end) for each in document.annotations if each.family == QUANTITY] == [
        (target.start, target.end) for target in analysis.targets
    ]
    first = next(each for each in document.annotations if each.family == QUANTITY)
    assert first.attributes["value"] == "12000"
    assert read_annotations(folder) == [document]


def test_export_writes_what_can_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sample = tmp_path / "办法.txt"
    sample.write_text("一是力争新增就业5万人。", encoding="utf-8")
    folder = tmp_path / "标注"
    command = ["export", str(sample), "--format", "label-studio", "-o", str(folder)]
    assert run([*command, "--label", "target"]) == 0
    [document] = read_annotations(folder)
    assert [document.text[each.start : each.end] for each in document.annotations] == ["5万人"]
    assert capsys.readouterr().out.startswith("1 份文件、1 处标注")
    # a second run must not mix with the first
    assert run(command) == 2


def test_names_on_the_command_line_are_those_of_the_formats() -> None:
    assert tuple(WRITERS) == FORMAT_NAMES
    assert tuple(label.name for label in LABELS) == LABEL_NAMES


def test_attributes_are_columns() -> None:
    columns = {column.name for each in TABLES for column in each.columns} | {"year"}
    assert {attribute.name for attribute in ATTRIBUTES} <= columns
    enums = {column.name: column.enum for column in table("targets").columns}
    for attribute in ATTRIBUTES:
        if attribute.family == QUANTITY:
            assert attribute.words == enums.get(attribute.name, ())


def test_a_run_folder_cannot_lead_elsewhere(tmp_path: Path) -> None:
    folder = tmp_path / "结果"
    put(folder, {name + ".csv": b"doc_id,status\n" for name in ("targets", "tasks", "mentions")})
    put(folder, {"documents.csv": b"doc_id,status\n../../secret,ok\n"})
    (tmp_path / "secret.txt").write_text("x", encoding="utf-8")
    with pytest.raises(ReadError) as error:
        read_run(folder)
    assert error.value.code == "E_FORMAT"
