"""*Begin a drive*: a value that does not fit is refused in place, in sight, with what was typed still there."""


def test_the_refusal_is_in_sight_on_a_small_screen_with_large_text(volunteer):
    volunteer.window.look.choose(text_size=150)
    volunteer.window.resize(1366, 740)
    volunteer.desk.beginning.show()
    page = volunteer.page
    page.edits["title"].setText("Recall of Pat Example")
    page.edits["registered"].setText("about five million")
    page.begin_drive.click()
    refusal = page.refusals["registered"]
    volunteer.until(lambda: refusal.visibleRegion().boundingRect().height() == refusal.height() > 0)
    assert page.edits["registered"].text() == "about five million"
    assert page.edits["registered"].hasFocus()
    assert page.begin_drive.isEnabled()
