"""What is typed and chosen on a page, carried over to the same page made anew in another language."""

from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QSpinBox, QWidget

Control = QLineEdit | QPlainTextEdit | QSpinBox | QComboBox | QAbstractButton
State = str | int | bool
OF_QT = "qt_"
"""How Qt names the parts of its own controls: a spin box has a field in it."""


def typed_on(page: QWidget) -> list[tuple[str, State]]:
    """Return the state of every control in which something is typed or chosen, in the order in which they were made."""
    return [(type(control).__name__, _state(control)) for control in _controls(page)]


def type_again(page: QWidget, typed: list[tuple[str, State]]) -> None:
    """Put the states into the same controls of a page made anew; a page that is made of others is left as it is."""
    controls = _controls(page)
    if [type(control).__name__ for control in controls] == [kind for kind, _ in typed]:
        for control, (_, state) in zip(controls, typed, strict=True):
            if _state(control) != state:
                _put(control, state)


def _controls(page: QWidget) -> list[Control]:
    return [
        child
        for child in page.findChildren(QWidget)
        if isinstance(child, Control)
        and not child.objectName().startswith(OF_QT)
        and (not isinstance(child, QAbstractButton) or child.isCheckable())
    ]


def _state(control: Control) -> State:
    if isinstance(control, QLineEdit):
        return control.text()
    if isinstance(control, QPlainTextEdit):
        return control.toPlainText()
    if isinstance(control, QSpinBox):
        return control.value()
    return control.currentIndex() if isinstance(control, QComboBox) else control.isChecked()


def _put(control: Control, state: State) -> None:
    if isinstance(control, QLineEdit):
        control.setText(str(state))
    elif isinstance(control, QPlainTextEdit):
        control.setPlainText(str(state))
    elif isinstance(control, QSpinBox):
        control.setValue(int(state))
    elif isinstance(control, QComboBox):
        control.setCurrentIndex(int(state))
    else:
        control.setChecked(bool(state))
