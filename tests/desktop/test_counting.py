"""Count: each number with its meaning, what is needed, where it was typed; the notice apart."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage

from canvass.count.days import DayCount
from canvass.count.totals import EventCount, NoticeTotals, Totals
from canvass.desktop.against_bar import AgainstBar
from canvass.desktop.count_words import (
    Against,
    against_words,
    count_rows,
    days_row,
    event_rows,
    is_empty,
    missing_words,
    need_rows,
    notice_rows,
    share_words,
)
from canvass.desktop.days_chart import DaysChart, Scale, scale_of
from canvass.desktop.days_words import chart_words, day_rows, far_words
from canvass.desktop.words_table import WordsModel
from tests.batches.people import people_in, print_run, sheet, type_line
from tests.desktop.conftest import unnamed

Key = Qt.Key
NOTHING = Totals(
    raw=None, entered=0, agreed=0, disputed=0, checked=0, likely_valid=None, twice=None, withdrawn=None, loose=0,
    practice=False, required=None, goal=None, deadline=None, days_left=None, events=(), notice=None,
)  # fmt: skip


@pytest.fixture
def people(tmp_path):
    yield from people_in(tmp_path)


@pytest.fixture
def counting(people, sit_down):
    """Headquarters in front of the count of some lines at two vigils."""
    hq = people.headquarters(goal=700_000)
    print_run(hq, 3)
    type_line(hq, sheet(1), 1, "Ann", "AL", event="Vigil")
    type_line(hq, sheet(1), 1, "Ann", "BO", event="Vigil")
    type_line(hq, sheet(1), 2, "Joe", "AL", event="Table")
    type_line(hq, "L1", 1, "Cy", "AL", event="Vigil")
    return seated(people, hq, sit_down)


def seated(people, journal, sit_down):
    path = journal.campaign.path
    people.close()
    volunteer = sit_down(path)
    volunteer.until(lambda: volunteer.desk.drive is not None)
    volunteer.ctrl(Key.Key_7)
    page = volunteer.desk.drive.work.page("count")
    volunteer.until(lambda: volunteer.page is page and page.empty.text() != "Counting…")
    return volunteer


def test_every_number_stands_beside_what_it_means(counting):
    rows = {says: number for number, says in counting.page.counts.model.rows}
    assert rows["lines typed from numbered sheets"] == "2"
    assert rows["of these typed twice, by two people, and alike"] == "1"
    assert rows["lines on loose pages that no sheet is linked to; in no other number"] == "1"
    assert counting.page.events.model.rows == [("Table", "1", "0"), ("Vigil", "1", "1")]


def test_the_bar_says_as_one_sentence_what_it_shows(counting):
    bar = counting.page.bar
    assert bar.accessibleName() == counting.page.said.text()
    assert bar.accessibleName() == "2 lines typed – less than 0.1 % of 566,857 needed, and of the goal, 700,000"


def test_the_notice_is_told_apart(counting):
    page = counting.page
    assert page.notice_title.isVisible()
    assert "in none of the numbers above" in page.notice_said.text()
    assert page.notice.model.rows[0][0] == "0"


def test_an_empty_drive_says_what_to_do_and_leads_there(people, sit_down):
    volunteer = seated(people, people.headquarters(), sit_down)
    page = volunteer.page
    assert page.empty.text().endswith("or take in other laptops’ files.")
    assert not page.counts.table.isVisible()
    page.type_names.click()
    assert volunteer.page is volunteer.entry


def test_a_field_laptop_is_not_told_to_take_in_files(people, sit_down):
    volunteer = seated(people, people.laptop(people.headquarters(), "ana"), sit_down)
    assert volunteer.page.empty.text() == "Nothing is typed yet. Type names from paper."
    volunteer.key(Key.Key_Escape)
    assert volunteer.page is volunteer.entry


def test_a_table_is_copied_for_a_spreadsheet(counting):
    table = counting.page.events.table
    table.setFocus()
    counting.ctrl(Key.Key_C)
    assert QGuiApplication.clipboard().text().splitlines()[1] == "Table\t1\t0"


def test_no_number_is_said_to_be_valid():
    counted = NOTHING
    words = [says for _, says in count_rows(counted)] + missing_words(counted)
    assert not any("valid" in text for text in words)


def test_what_is_not_known_is_said_to_be_so_and_no_row_stands_for_it():
    assert need_rows(NOTHING) == []
    assert len(missing_words(NOTHING)) == 3
    known = Totals(**{name: getattr(NOTHING, name) for name in NOTHING.__struct_fields__} | {
        "required": 10, "goal": 15, "deadline": date(2026, 5, 3), "days_left": 4})  # fmt: skip
    assert [number for number, _ in need_rows(known)][:2] == ["10", "15"]
    assert need_rows(known)[2][0] == "Sunday, May 3, 2026"
    assert len(missing_words(known)) == 1


def test_days_that_are_over_are_no_negative_days():
    assert days_row(-3)[0] == "3"
    assert "over" in days_row(-3)[1]
    assert days_row(0) == ("0", "days left to file")


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [(0, 10, "0 %"), (1, 10, "10 %"), (9_999, 10_000, "99.9 %"), (1, 100_000, "less than 0.1 %"), (20, 10, "200 %")],
)
def test_a_share_is_never_rounded_up(part, whole, said):
    assert share_words(part, whole) == said


def test_a_file_with_only_notice_lines_is_not_empty():
    notice = NoticeTotals(1, 0, 0, 30, date(2026, 3, 1))
    counted = Totals(**{name: getattr(NOTHING, name) for name in NOTHING.__struct_fields__} | {"notice": notice})
    assert is_empty(NOTHING)
    assert not is_empty(counted)
    assert [number for number, _ in notice_rows(notice)][:4] == ["1", "0", "0", "30"]
    assert event_rows([EventCount(None, 1, 0)]) == [("not said where", "1", "0")]


def test_words_and_numbers_are_a_well_behaved_model(qtmodeltester):
    model = WordsModel(("Number", "What"), frozenset({0}))
    qtmodeltester.check(model)
    model.show_rows([("1", "one"), ("2", "two")])
    qtmodeltester.check(model)


@pytest.mark.parametrize("ratio", [1.0, 2.0])
@pytest.mark.parametrize("there", [0, 1, 50, 100, 300])
def test_the_bar_is_as_long_as_the_share_on_every_screen(sit_down, there, ratio):
    bar = AgainstBar(sit_down().window.look)
    bar.show_against(Against(there, 200, None))
    bar.resize(400, bar.sizeHint().height())
    image = QImage(int(400 * ratio), int(bar.height() * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    bar.render(image)
    row = int(5 * ratio)
    filled = [x for x in range(image.width()) if image.pixelColor(x, row).name() == bar._look.colours.highlight]
    whole = max(there, 200) * 1.06
    assert len(filled) / image.width() == pytest.approx(there / whole, abs=0.03)
    assert (there == 0) == (filled == [])
    bar.deleteLater()


def test_without_need_and_goal_the_sentence_is_only_what_is_there():
    assert against_words(Against(3, None, None)) == "3 lines typed"
    assert against_words(Against(1, None, None)) == "1 line typed"


def test_lines_that_are_all_on_loose_pages_are_said_to_be_typed():
    assert against_words(Against(0, 500, None, 4)) == "4 lines typed, on loose pages"
    assert against_words(Against(0, None, None, 1)) == "1 line typed, on loose pages"


@pytest.mark.parametrize(("size", "width", "height"), [(150, 1366, 740), (100, 1024, 672)])
def test_the_count_fits_a_small_screen_named_and_whole(counting, size, width, height):
    counting.window.look.choose(text_size=size)
    counting.window.resize(width, height)
    pages = counting.window.pages
    counting.until(lambda: pages.page.width() <= pages.viewport().width())
    assert pages.page.height() <= pages.viewport().height()
    assert unnamed(counting.window) == []
    table = counting.page.counts.table
    counting.until(lambda: table.viewport().height() >= table.verticalHeader().length())
    assert table.horizontalHeader().length() <= table.viewport().width()


def day(number, entered, so_far):
    return DayCount(date(2026, 5, number), entered, so_far)


def test_the_days_stand_in_a_chart_and_by_one_key_in_a_table(counting):
    view = counting.page.days
    counting.until(lambda: view.said.text() != "")
    assert view.said.text() == view.chart.accessibleName()
    assert view.said.text().startswith("2 lines typed, all on ")
    assert view.chart.isVisible()
    assert not view.table.isVisible()
    assert counting.page.back.hasFocus()
    counting.key(Key.Key_T)
    assert view.table.isVisible(), "the key works wherever on the page one is"
    counting.key(Key.Key_T)
    view.chart.setFocus()
    counting.key(Key.Key_T)
    assert view.table.hasFocus()
    assert not view.chart.isVisible()
    assert [row[1:] for row in view.model.rows] == [("2", "2")]
    counting.key(Key.Key_T)
    assert view.chart.hasFocus()
    assert not view.table.isVisible()


def test_the_days_are_copied_and_saved_as_picture_and_as_numbers(counting, tmp_path):
    view = counting.page.days
    counting.until(lambda: view.said.text() != "")
    view.copy.click()
    assert QGuiApplication.clipboard().text().splitlines()[0] == "Day\tTyped that day\tAll so far"
    view.save_to(tmp_path / "days.csv")
    assert (tmp_path / "days.csv").read_text().splitlines()[1].endswith(",2,2")
    view.save_to(tmp_path / "days.png")
    assert QImage(str(tmp_path / "days.png")).width() == 2 * view.chart.width()
    view.save_to(tmp_path / "no" / "folder.csv")
    assert "folder.csv" in counting.page.messages.said


def test_the_chart_shows_the_need_where_it_is_near_and_says_it_where_it_is_far():
    days = [day(1, 10, 10), day(3, 90, 100)]
    assert scale_of(days, Against(100, None, None)) == Scale(date(2026, 5, 1), date(2026, 5, 3), 100 * 1.08)
    tops = [scale.top for need in ((500, None), (566_857, 700)) if (scale := scale_of(days, Against(100, *need)))]
    assert tops == [pytest.approx(540), pytest.approx(756)]
    assert far_words("needed: 566,857") == "needed: 566,857, far above the top of this picture"
    assert scale_of([DayCount(None, 3, 3)], Against(3, None, None)) is None
    assert scale_of([], Against(0, None, None)) is None


def test_the_chart_rises_to_all_lines_on_its_last_day(sit_down):
    chart = DaysChart(sit_down().window.look)
    chart.show_days([day(1, 50, 50), day(2, 50, 100)], Against(100, 100, None))
    chart.resize(600, chart.sizeHint().height())
    image = chart.picture()
    line = chart._look.colours.link
    there = [
        (x, y) for x in range(image.width()) for y in range(image.height()) if image.pixelColor(x, y).name() == line
    ]
    assert there
    (left, low), (right, high) = min(there), max(there)
    assert left < image.width() / 4 < 3 * image.width() / 4 < right
    assert low > high + image.height() / 3
    chart.deleteLater()


def test_days_are_told_in_a_sentence_and_without_a_clock_it_is_said():
    assert chart_words([day(1, 10, 10), day(3, 90, 100)]) == (
        "100 lines typed on 2 days, from Friday, May 1, 2026 to Sunday, May 3, 2026. Most on Sunday, May 3, 2026: 90."
    )
    assert chart_words([DayCount(None, 3, 3)]) == "3 lines typed; on which days is not known."
    assert day_rows([DayCount(None, 3, 3)]) == [("day not known", "3", "3")]
