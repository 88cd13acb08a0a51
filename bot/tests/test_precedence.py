"""Which topic leads where a message is in two minds."""

from typing import Any, Dict, List, Optional

from rasa.shared.nlu.training_data.message import Message

from bot.components.classifier import PARTS
from bot.components.precedence import Precedence

Ranking = List[Dict[str, Any]]


def ranking(**shares: float) -> Ranking:
    return [
        {"name": name, "confidence": share} for name, share in sorted(shares.items(), key=lambda e: -e[1])
    ]


def led(whole: Ranking, sentences: Optional[List[Ranking]] = None, door: Optional[str] = None) -> str:
    message = Message(data={"text": "…", "intent_ranking": whole, "metadata": {"door": door}})
    message.set(PARTS, sentences or [])
    Precedence(Precedence.get_default_config()).process([message])
    name: str = message.get("intent")["name"]
    assert message.get("intent_ranking")[0]["name"] == name
    return name


def test_crises_that_are_likely_together_lead() -> None:
    whole = ranking(own_shame_stress=0.6, crisis_suicide=0.2, crisis_harm_other=0.1, control_deny=0.1)
    assert led(whole) == "crisis_suicide"


def test_a_crisis_that_is_hardly_likely_does_not_lead() -> None:
    assert led(ranking(own_shame_stress=0.9, crisis_suicide=0.1)) == "own_shame_stress"


def test_a_crisis_leads_before_a_victim_and_a_victim_before_a_young_person() -> None:
    assert led(ranking(victim_abused=0.6, crisis_suicide=0.4)) == "crisis_suicide"
    assert led(ranking(own_young_person=0.6, victim_groomed=0.4)) == "victim_groomed"


def test_one_sure_sentence_of_a_long_message_leads() -> None:
    sentences = [ranking(control_greet=0.9, ask_law=0.1), ranking(crisis_suicide=0.8, ask_law=0.2)]
    assert led(ranking(ask_law=0.95, crisis_suicide=0.05), sentences) == "crisis_suicide"


def test_a_sentence_that_is_unsure_does_not_lead() -> None:
    assert led(ranking(ask_law=1.0), [ranking(crisis_suicide=0.5, ask_law=0.5)]) == "ask_law"


def test_an_admission_outweighs_the_excuse_beside_it() -> None:
    assert led(ranking(objection_only_looking=0.7, own_has_viewed=0.3)) == "own_has_viewed"
    assert led(ranking(ask_law=0.7, own_has_viewed=0.3)) == "ask_law"


def test_the_door_taken_decides_between_near_topics() -> None:
    whole = ranking(report_found_material=0.52, concerned_other_adult=0.48)
    assert led(whole) == "report_found_material"
    assert led(whole, door="door.concerned") == "concerned_other_adult"


def test_a_door_that_nobody_knows_changes_nothing() -> None:
    assert (
        led(ranking(report_found_material=0.6, ask_law=0.4), door="door.of_no_house")
        == "report_found_material"
    )
