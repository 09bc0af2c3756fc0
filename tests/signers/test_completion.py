import time

import pytest

from canvass.journal.bodies import Event, Kind
from canvass.signers.addresses import house_and_street
from canvass.signers.completion import Streets, events_known, streets_of
from tests.signers.laptops import SHEET, STRANGE_SHEET, typed


def streets(*lines: tuple[str, str, str]) -> Streets:
    learnt = Streets()
    for address, city, zip_code in lines:
        learnt.learn(address, city, zip_code)
    return learnt


def test_a_street_is_offered_from_its_second_house_on():
    learnt = streets(("704 Main St", "San Jose", "95112"))
    assert learnt.street("ma", "95112") is None
    learnt.learn("704 Main St Apt 3", "San Jose", "95112")
    learnt.learn("704 MAIN ST #4", "San Jose", "95112")
    assert learnt.street("ma", "95112") is None  # the same house, however it is written
    learnt.learn("12 Main St", "San Jose", "95112")
    assert learnt.street("ma", "95112") == "Main St"


def test_streets_of_the_zip_come_before_streets_of_anywhere():
    learnt = streets(
        ("1 Main St", "", "95112"), ("2 Main St", "", "95112"), ("3 Main St", "", "95112"),
        ("1 Market St", "", "95113"), ("2 Market St", "", "95113"),
    )  # fmt: skip
    assert learnt.street("ma", "95113") == "Market St"
    assert learnt.street("ma", "95113-1234") == "Market St"
    assert learnt.street("mai", "95113") == "Main St"
    assert learnt.street("ma", "") == learnt.street("ma") == "Main St"
    assert learnt.street("ma", "99999") == "Main St"


def test_a_street_at_one_house_in_each_of_two_zips_is_offered_without_a_zip_only_by_two_houses():
    learnt = streets(("1 Oak Ave", "", "95112"), ("1 Oak Ave", "", "95113"))
    assert learnt.street("oak") is None
    learnt.learn("2 Oak Ave", "", "95114")
    assert learnt.street("oak", "95112") == "Oak Ave"


def test_the_spelling_is_that_of_the_majority():
    learnt = streets(("1 main st", "", "95112"), ("2 Main St", "", "95112"), ("3 Main St", "", "95112"))
    assert learnt.street("MAIN", "95112") == "Main St"
    accents = streets(("1 Peña Ct", "", "9"), ("2 Pena Ct", "", "9"), ("3 Peña Ct", "", "9"))
    assert accents.street("pena") == "Peña Ct"


def test_the_zip_of_a_street_is_told_if_nearly_all_of_its_lines_have_it():
    learnt = streets(("704 Main St", "", "95112"), ("704 Main St Apt 2", "", "95112"))
    assert learnt.zip_of("9 main st #3") is None, "seen at one house only"
    learnt.learn("12 Main St", "", "95112-0001")
    assert learnt.zip_of("9 main st #3") == "95112"
    learnt.learn("14 Main St", "", "95113")
    assert learnt.zip_of("9 Main St") is None, "one line in four has another ZIP"
    for house in range(20, 30):
        learnt.learn(f"{house} Main St", "", "95112")
    assert learnt.zip_of("9 Main St") == "95112", "one slip among many"
    assert learnt.zip_of("Main St") is None
    assert learnt.zip_of("9 Oak Ave") is None


@pytest.mark.parametrize("start", ["", " ", ".", "x"])
def test_nothing_typed_or_nothing_known_offers_nothing(start):
    learnt = streets(("1 Main St", "San Jose", "95112"), ("2 Main St", "San Jose", "95112"))
    assert learnt.street(start, "95112") is None
    assert learnt.city_from(start) is None


def test_a_city_goes_with_its_zip_in_the_usual_spelling_of_the_usual_city():
    learnt = streets(
        ("", "San Jose", "95112"), ("", "SAN JOSE", "95112"), ("", "San Jose", "95112-0001"),
        ("", "Campbell", "95112"), ("", "Campbell", "95112"), ("", "Gilroy", "95020"),
    )  # fmt: skip
    assert learnt.city("95112") == learnt.city("95112-9999") == "San Jose"
    assert learnt.city("95020") == "Gilroy"
    assert learnt.city("") is None
    assert learnt.city("90001") is None
    assert learnt.city_from("s") == "San Jose"
    assert learnt.city_from("GIL") == "Gilroy"


def test_another_city_is_unusual_once_the_zip_is_known():
    learnt = streets(("", "San Jose", "95112"), ("", "san josé", "95112"))
    assert not learnt.is_unusual_city("Oakland", "95112")
    learnt.learn("", "San Jose", "95112")
    assert learnt.is_unusual_city("Oakland", "95112")
    assert not learnt.is_unusual_city("SAN JOSÉ", "95112")
    assert not learnt.is_unusual_city("", "95112")
    assert not learnt.is_unusual_city("Oakland", "")
    assert not learnt.is_unusual_city("Oakland", "94601")


def test_names_of_people_are_never_offered(hq):
    for number in (1, 2, 3):
        typed(hq, SHEET, number, "Zebulonia Quetzal", address=f"{number} Main St", city="San Jose", zip="95112")
    learnt = streets_of(hq.connection)
    assert learnt.street("main", "95112") == "Main St"
    for start in ("z", "zeb", "q", "quetzal", "zebulonia quetzal"):
        assert learnt.street(start) is None
        assert learnt.city_from(start) is None


def test_what_is_learnt_from_a_file_leaves_conflicts_and_voids_out(hq):
    typed(hq, SHEET, 1, "Ann", address="1 Main St", city="San Jose", zip="95112")
    for typist in ("AB", "CD"):
        typed(hq, SHEET, 2, f"Bob {typist}", typist=typist, address="2 Main St", city="San Jose", zip="95112")
    typed(hq, SHEET, 3, "", state="blank")
    learnt = streets_of(hq.connection)
    assert learnt.street("main") is None
    assert learnt.city("95112") == "San Jose"


def test_events_announced_and_typed_are_offered_in_alphabetical_order(hq):
    with hq.writing():
        hq.write(Kind.EVENT, Event(name="fair", date="2026-03-01"))
        hq.write(Kind.EVENT, Event(name="Vigil"))
    typed(hq, SHEET, 1, "Ann", event="Vigil")
    typed(hq, STRANGE_SHEET, 1, "Bob", event="Church")
    typed(hq, SHEET, 2, "Cal", typist="AB", event="Market")
    typed(hq, SHEET, 2, "Dee", typist="CD")
    typed(hq, SHEET, 3, "Eve")
    assert events_known(hq.connection) == ["Church", "fair", "Market", "Vigil"]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("704 Main St", ("704", "Main St")),
        ("  704   Main St  ", ("704", "Main St")),
        ("704B Main St", ("704B", "Main St")),
        ("704-706 Main St", ("704-706", "Main St")),
        ("704 1/2 Main St", ("704 1/2", "Main St")),
        ("704 1st St", ("704", "1st St")),
        ("704 Main St Apt 3", ("704", "Main St")),
        ("704 Main St, Apt. 3B", ("704", "Main St")),
        ("704 Main St apt3", ("704", "Main St")),
        ("704 Main St #12", ("704", "Main St")),
        ("704 Main St # 12", ("704", "Main St")),
        ("704 Main St Unit #12", ("704", "Main St")),
        ("704 Main St Ste 200", ("704", "Main St")),
        ("704 Main St Bldg C", ("704", "Main St")),
        ("12 Via Stella", ("12", "Via Stella")),
        ("12 Paseo Unity", ("12", "Paseo Unity")),
        ("12 Via Aptos", ("12", "Via Aptos")),
        ("12 Calle Roommate", ("12", "Calle Roommate")),
        ("12 Stevens Creek Blvd", ("12", "Stevens Creek Blvd")),
        ("Main St", None),
        ("PO Box 12", None),
        ("704", None),
        ("704 ", None),
        ("", None),
    ],
)
def test_an_address_is_taken_apart_as_far_as_completion_needs(address, expected):
    assert house_and_street(address) == expected


def test_no_address_takes_long_to_take_apart():
    for address in ("1 " + "a" * 198, "1" * 200, "1 " + " ," * 99, "1 a" + " #" * 98, "1 " + "apt " * 49, " " * 200):
        start = time.process_time()
        house_and_street(address)
        assert time.process_time() - start < 0.5
