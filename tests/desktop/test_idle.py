"""A laptop left alone shows no names."""

from PySide6.QtCore import Qt

from canvass.desktop.idle import IDLE_MS

Key = Qt.Key
CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
ADA = ("Ada Lovelace", "12 Sunset Blvd", "Los Angeles", "90026")


def name_shown(volunteer):
    return volunteer.entry.model.index(0, 1).data()


def leave_alone(volunteer):
    """Make the ten minutes pass in an instant."""
    clock = volunteer.desk.idle.clock
    assert clock.isActive()
    assert clock.interval() == IDLE_MS == 600_000
    with volunteer.qtbot.waitSignal(clock.timeout, timeout=5_000):
        clock.start(1)
    clock.setInterval(IDLE_MS)


def test_after_ten_minutes_names_are_hidden_and_the_next_key_shows_them_and_is_typed(typing):
    typing.line(*ADA)
    leave_alone(typing)
    assert name_shown(typing) == "•••"
    assert typing.desk.menus.hide_names.isChecked()
    typing.type("B")
    assert name_shown(typing) == "Ada Lovelace"
    assert typing.fields.typed.name == "B"
    assert typing.desk.idle.clock.isActive()


def test_a_click_shows_them_too(typing):
    typing.line(*ADA)
    leave_alone(typing)
    typing.qtbot.mouseClick(typing.fields.edits["name"], Qt.MouseButton.LeftButton)
    assert name_shown(typing) == "Ada Lovelace"


def test_names_that_a_person_hid_stay_hidden(typing):
    typing.line(*ADA)
    typing.key(Key.Key_L, CONTROL_SHIFT)
    leave_alone(typing)
    typing.type("B")
    assert name_shown(typing) == "•••"


def test_hiding_them_for_good_is_one_key_after_a_pause_too(typing):
    typing.line(*ADA)
    leave_alone(typing)
    typing.type("B")
    typing.key(Key.Key_L, CONTROL_SHIFT)
    typing.type("e")
    assert name_shown(typing) == "•••"
