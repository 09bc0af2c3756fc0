"""How many signatures and how many proponents a petition needs."""

from collections.abc import Sequence

from canvass.petition.template import Bracket, ProponentsBracket


def signatures_required(voters: int, brackets: Sequence[Bracket]) -> int:
    """Return how many valid signatures the petition needs.

    The bracket's share of the voters, rounded up: "not less than" (Cal. Elec. Code 11221(a)). For a recall they are
    those of the last report of registration to the Secretary of State before the form was approved; for a county
    initiative those who voted for Governor at the last such election (9107, 9118).
    """
    bracket = next(bracket for bracket in brackets if voters >= bracket.at_least)
    return -(-voters * bracket.percent // 100)


def proponents_needed(registered: int, brackets: Sequence[ProponentsBracket], nomination_signatures: int) -> int:
    """Return how many proponents have to sign the notice of intention.

    The bracket's number, or its multiple of the signatures on the officer's nomination paper, whichever is
    higher (Cal. Elec. Code 11020(b), since 2023-01-01).
    """
    bracket = next(bracket for bracket in brackets if registered >= bracket.at_least)
    return max(bracket.number, bracket.times_nomination * nomination_signatures)
