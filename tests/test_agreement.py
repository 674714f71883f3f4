"""Agreement of two sets of annotations: the figures, the differences, and what is not compared."""

from __future__ import annotations

import csv
import gc
import io
import json
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.cli.main import run
from analyzer.exchange.brat import write_brat
from analyzer.exchange.label_studio import write_label_studio
from analyzer.study.agreement import Agreement, Score, compare
from analyzer.study.alignment import align
from analyzer.study.annotations import AnnotatedDocument, Annotation, in_order

TEXT = "一是新增就业5万人以上。二是新建公路30公里，增长8%。"


def span(words: str, label: str = "target", **attributes: str) -> Annotation:
    start = TEXT.index(words)
    return Annotation(label, start, start + len(words), attributes)


def document(*annotations: Annotation, doc_id: str = "例", text: str = TEXT) -> AnnotatedDocument:
    return AnnotatedDocument(doc_id, text, in_order(list(annotations)))


def scores(agreement: Agreement) -> dict[str, tuple[int, int, int]]:
    return {score.name: (score.gold, score.predicted, score.agreed) for score in agreement.scores}


def kinds(agreement: Agreement) -> list[str]:
    return [difference.kind for difference in agreement.differences]


def test_every_difference_has_its_kind() -> None:
    gold = document(
        span("5万人", indicator="就业", comparator="ge"),
        span("30公里", "actual", unit="公里"),
        span("8%"),
        span("一是新增就业5万人以上。", "task"),
    )
    found = document(
        span("5万人", indicator="就业", comparator="eq"),
        span("30公里", "target", unit="公里"),
        span("长8%"),
        span("二是", "task"),
    )
    agreement = compare([found], [gold])
    assert kinds(agreement) == ["missing", "attribute", "spurious", "label", "boundary"]
    assert scores(agreement) == {
        "spans": (4, 4, 2),
        "overlap": (4, 4, 3),
        "actual": (1, 0, 0),
        "target": (2, 3, 1),
        "task": (1, 1, 0),
        "quantity.comparator": (1, 1, 0),
        "quantity.indicator": (1, 1, 1),
        "quantity.status": (3, 3, 1),
        "quantity.unit": (1, 1, 1),
    }
    attribute = agreement.differences[1]
    assert (attribute.attribute, attribute.gold_value, attribute.predicted_value) == (
        "comparator",
        "ge",
        "eq",
    )
    assert "【5万人】" in attribute.context


def test_attributes_the_annotator_could_not_give_are_not_compared() -> None:
    agreement = compare([document(span("5万人", unit="人"))], [document(span("5万人"))])
    assert kinds(agreement) == []
    assert "quantity.unit" not in scores(agreement)


def test_sorts_of_spans_the_annotator_left_out_are_named() -> None:
    found = document(span("5万人"), span("一是", "task"), span("二是", "region"))
    agreement = compare([found], [document(span("5万人"))])
    assert agreement.left_out == ["region", "task"]
    assert kinds(agreement) == []


def test_labels_of_the_annotator_are_compared_too() -> None:
    agreement = compare([document(span("5万人"))], [document(span("5万人"), span("8%", "存疑"))])
    assert kinds(agreement) == ["missing"]
    assert scores(agreement)["存疑"] == (1, 0, 0)


def test_two_annotations_at_one_place_are_two() -> None:
    both = document(span("5万人"), span("5万人", "actual"))
    assert scores(compare([document(span("5万人", "actual"))], [both]))["spans"] == (2, 1, 1)
    assert kinds(compare([document(span("5万人", "actual"))], [both])) == ["missing"]
    assert kinds(compare([both], [both])) == []


def test_the_larger_share_decides_which_spans_belong_together() -> None:
    gold = document(span("新增就业5万人"), span("人以上。"))
    agreement = compare([document(span("5万人以"))], [gold])
    assert kinds(agreement) == ["boundary", "missing"]
    boundary = agreement.differences[0]
    assert boundary.gold == span("新增就业5万人")


def test_documents_are_matched_by_id_or_by_text() -> None:
    other = "全市新增就业6万人。"
    found = [document(span("5万人"), doc_id="甲"), document(doc_id="乙", text=other)]
    gold = [
        document(span("5万人"), doc_id="task-1"),
        document(doc_id="乙", text=other.replace("6", "7")),
        document(doc_id="丙", text="没有这一份"),
        replace(document(doc_id="丁", text="还没有标注"), reviewed=False),
    ]
    agreement = compare(found, gold)
    assert agreement.documents == ["甲"]
    assert agreement.other_text == ["乙"]
    assert agreement.only_gold == ["丙"]
    assert agreement.unreviewed == ["丁"]
    assert agreement.only_predicted == []


def test_line_ends_and_outer_white_space_may_differ() -> None:
    gold = AnnotatedDocument("例", "\r\n一、\r\n新增5家\r\n", (Annotation("target", 8, 10),))
    found = AnnotatedDocument("例", "一、\n新增5家", (Annotation("target", 5, 7),))
    assert kinds(compare([found], [gold])) == []
    assert kinds(compare([gold], [found])) == []


@given(st.lists(st.sampled_from(["增", "🚀", "\n", " ", "%"]), max_size=20).map("".join))
def test_aligned_places_hold_the_same_characters(text: str) -> None:
    windows = text.replace("\n", "\r\n") + "\r\n"
    place = align(text, windows)
    back = align(windows, text)
    assert place is not None
    assert back is not None
    for offset, character in enumerate(text):
        assert windows[place(offset)] == ("\r" if character == "\n" else character)
        assert back(place(offset)) == offset


annotations = st.lists(
    st.builds(
        lambda start, size, label, unit: Annotation(
            label, start, min(start + size, len(TEXT)), {"unit": unit}
        ),
        st.integers(0, len(TEXT) - 1),
        st.integers(1, 8),
        st.sampled_from(["target", "actual", "task", "存疑"]),
        st.sampled_from(["", "家", "%"]),
    ),
    max_size=12,
).map(lambda found: document(*found))


@given(annotations, annotations)
def test_figures_are_possible_and_the_sides_can_be_exchanged(
    left: AnnotatedDocument, right: AnnotatedDocument
) -> None:
    agreement = compare([left], [right])
    for score in agreement.scores:
        assert 0 <= score.agreed <= min(score.gold, score.predicted)
    there, back = scores(agreement), scores(compare([right], [left]))
    same_sorts = {each.family for each in left.annotations} == {each.family for each in right.annotations}
    if same_sorts:
        assert there["spans"] == (back["spans"][1], back["spans"][0], back["spans"][2])
    alone = compare([left], [left])
    assert alone.differences == []
    assert all(score.gold == score.predicted == score.agreed for score in alone.scores)


@given(annotations, annotations)
def test_differences_account_for_every_span(left: AnnotatedDocument, right: AnnotatedDocument) -> None:
    agreement = compare([left], [right])
    gold, found, agreed = scores(agreement)["spans"]
    near = kinds(agreement).count("boundary")
    assert gold == agreed + near + kinds(agreement).count("missing")
    assert found == agreed + near + kinds(agreement).count("spurious")
    assert scores(agreement)["overlap"][2] == agreed + near


def test_shares_without_anything_to_divide_are_empty() -> None:
    assert Score("spans", "spans", 0, 0, 0).f1 is None
    assert Score("spans", "spans", 2, 0, 0).precision is None
    assert Score("spans", "spans", 2, 0, 0).recall == 0
    score = Score("spans", "spans", 4, 2, 2)
    assert (score.precision, score.recall, score.f1) == (1, 0.5, pytest.approx(2 / 3))


# the command


def put(folder: Path, files: dict[str, bytes]) -> Path:
    folder.mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


def test_evaluate_says_and_writes_what_differs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = document(span("5万人", comparator="ge", indicator="=就业"), span("8%", "actual"))
    found = document(span("5万人", comparator="eq", indicator="就业"), span("30公里"))
    sides = [put(tmp_path / name, write_brat([each])) for name, each in (("前", found), ("后", gold))]
    out = tmp_path / "对照"
    assert run(["evaluate", *map(str, sides), "-o", str(out)]) == 0
    said = capsys.readouterr().out
    assert "比较了 1 份文件" in said
    assert "比较关系 应为 不低于，读成 等于" in said
    assert "漏 已实现：" in said
    assert "多 目标：" in said
    rows = list(csv.DictReader(io.StringIO((out / "differences.csv").read_text(encoding="utf-8-sig"))))
    assert [row["kind"] for row in rows] == ["attribute", "attribute", "spurious", "missing"]
    assert rows[1]["gold_value"] == "'=就业"
    assert (rows[2]["predicted_text"], rows[2]["gold_text"]) == ("30公里", "")
    figures = list(csv.DictReader(io.StringIO((out / "scores.csv").read_text(encoding="utf-8-sig"))))
    assert (figures[0]["title"], figures[0]["precision"], figures[0]["recall"]) == (
        "位置完全一致",
        "0.5",
        "0.5",
    )
    assert run(["evaluate", *map(str, sides), "-o", str(out)]) == 2
    assert run(["evaluate", *map(str, sides), "--show", "1"]) == 0
    assert "还有 3 处" in capsys.readouterr().out


def test_tasks_that_nobody_has_submitted_do_not_count(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = put(tmp_path / "前", write_label_studio([document(span("5万人"))]))
    assert run(["evaluate", str(folder), str(folder)]) == 1
    said = capsys.readouterr().err
    assert "还没有人提交标注" in said
    assert "没有可比较的文件" in said
    tasks = json.loads((folder / "label-studio.json").read_text(encoding="utf-8"))
    tasks[0]["annotations"] = tasks[0]["predictions"]
    corrected = tmp_path / "project-1.json"
    corrected.write_text(json.dumps(tasks), encoding="utf-8")
    assert run(["evaluate", str(folder), str(corrected)]) == 0
    assert "没有差异" in capsys.readouterr().out


def test_spans_piled_up_without_end_take_linear_time() -> None:
    def seconds(number: int) -> float:
        text = "增" * (number + 2)
        gold = AnnotatedDocument("例", text, tuple(Annotation("target", 0, end + 1) for end in range(number)))
        found = AnnotatedDocument(
            "例", text, tuple(Annotation("actual", 0, number - end + 1) for end in range(number))
        )
        times = []
        for _ in range(3):
            gc.collect()  # what other tests left behind is not counted
            gc.disable()
            begin = time.process_time()
            compare([found], [gold])
            times.append(time.process_time() - begin)
            gc.enable()
        return min(times)

    assert seconds(4000) < 8 * max(seconds(1000), 0.02)
