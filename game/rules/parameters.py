"""Parameters: every number of the rules that a scholar may argue with, in one table.

A scenario may set any of them within its range; what it leaves out has the value here. Units are per
mille unless stated. "assumption" means: no source measures it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Parameter:
    """One number of the rules: its name, default, range, unit and where it comes from."""

    name: str
    value: int
    low: int
    high: int
    about: str
    source: str = "assumption"
    unit: str = "per mille"


P = Parameter
PARAMETERS: tuple[Parameter, ...] = (
    # Fear of a contender
    P("belief.control", 600, 0, 3000, "weight of General Secretary control in menace at the start"),
    P("belief.support", 500, 0, 3000, "weight of party support in menace at the start"),
    P("belief.army", 1500, 0, 3000, "weight of army prestige in menace at the start"),
    P("belief.mantle", 500, 0, 3000, "weight of Lenin's mantle in menace at the start"),
    P("belief.press", 300, 0, 3000, "weight of the press in menace at the start"),
    P(
        "belief.lesson",
        100,
        0,
        500,
        "what one sitting decided by an appointed majority teaches about control",
    ),
    P("belief.ceiling", 1600, 0, 5000, "the most that control can come to weigh"),
    P(
        "belief.plain",
        1500,
        1,
        5000,
        "weight of control at which everybody sees what the Secretariat is worth",
    ),
    P("menace.cover", 700, 0, 1000, "how much of a pact member's menace outsiders see"),
    P("alarm.fade", 100, 0, 1000, "share of alarm that fades in a quarter"),
    # The circuit
    P("drift.cap", 800, 0, 1000, "share of the secretaries of a region beyond which drift stops"),
    P(
        "loss.office",
        40,
        0,
        500,
        "share of his secretaries that leave a fallen General Secretary each quarter",
    ),
    P("fortress", 600, 0, 1000, "share at which a first secretary's patron shuts the Secretariat out"),
    P("client", 400, 0, 1000, "lean at which a figure counts as a client"),
    P("discipline.floor", 500, 0, 1000, "discipline of a patron's delegates at no security"),
    P("place.gain", 60, 0, 500, "secretaries won by placing people"),
    P("place.cells", 10, 0, 500, "cells lost by placing people"),
    P("place.security", 10, 0, 200, "security lost by placing people"),
    P("prepare.grip", 60, 0, 500, "grip won by preparing a sitting"),
    P("security.rest", 6, 0, 100, "security regained in a quiet quarter"),
    P("security.level", 600, 0, 1000, "level to which security returns"),
    P(
        "succession.unaligned",
        600,
        0,
        1000,
        "share of bloc seats lost by who leaves the Politburo or recants",
    ),
    P("inheritance", 600, 0, 1000, "share of a fallen contender's cells that go to the nearest position"),
    P(
        "tenure.full",
        2000,
        0,
        3000,
        "what a seat in the Politburo counts for its holder when the next is elected",
    ),
    P("tenure.candidate", 300, 0, 3000, "what a candidate's place counts when the next Politburo is elected"),
    P("transfer.gain", 150, 0, 500, "secretaries won by moving a first secretary"),
    P("transfer.security", 30, 0, 200, "security lost by moving a first secretary"),
    P("inspect.grip", 80, 0, 500, "grip that an inspection loosens in a man's regions"),
    P("inspect.exposure", 60, 0, 300, "exposure an inspection adds to a case of 200 or more"),
    # Words
    P("platform.cells", 30, 0, 200, "cells won by a platform"),
    P("platform.exposure", 150, 0, 500, "exposure of a platform outside the months before a congress"),
    P(
        "demonstrate.needs",
        60,
        0,
        1000,
        "share of a capital's cells without which nobody follows into the street",
    ),
    P(
        "demonstrate.luck",
        500,
        0,
        1000,
        "chance that a demonstration wins the works, before the police is counted",
    ),
    P("demonstrate.cells", 40, 0, 300, "cells won or lost by a demonstration in the capitals"),
    P("demonstrate.exposure", 250, 0, 1000, "exposure of who calls people into the street"),
    P("circle.cells", 20, 0, 200, "cells kept by a circle and its press"),
    P("circle.seen", 500, 0, 1000, "chance that the police sits in a circle"),
    P("circle.exposure", 100, 0, 500, "exposure when it does"),
    P("letters.mantle", 8, 0, 100, "mantle that letters from outside keep alive"),
    P("expound.mantle", 25, 0, 200, "mantle won by expounding doctrine"),
    P("expound.lean", 15, 0, 200, "lean of figures who stand near"),
    P("polemic.mantle", 20, 0, 200, "mantle a polemic takes, before the press is counted"),
    P("polemic.cells", 15, 0, 200, "cells a polemic takes"),
    P("polemic.trust", 80, 0, 500, "trust a polemic costs both sides"),
    P("polemic.alarm", 20, 0, 200, "alarm a polemic raises against its author"),
    P(
        "discussion.grip",
        200,
        0,
        1000,
        "grip that an open party discussion takes from every indirect election",
    ),
    P("discussion.security", 60, 0, 300, "security that opening a party discussion costs the secretaries"),
    P("appeal.cells", 300, 0, 1000, "what the works add to a plea to be taken back, at all of the cells"),
    P("report.delegates", 40, 1, 400, "delegates who may demand a co-report", "rulebook 3.3", "delegates"),
    P("report.co-report", 20, 0, 200, "mantle won by giving a co-report, and once more if the report fails"),
    P(
        "report.defeat",
        60,
        0,
        300,
        "mantle that a report sent to a commission costs the reporter, beside a defeat",
    ),
    P("report.security", 40, 0, 300, "security that a report sent to a commission costs the secretaries"),
    P("calendar.security", 20, 0, 200, "security that a postponed congress gives and one called early costs"),
    P("house.unions", 500, 0, 1000, "share of a trade-union congress that goes with who heads the unions"),
    P("house.comintern", 400, 0, 1000, "share of the Comintern's executive that goes with its chair"),
    P("answer.mantle", 500, 0, 1000, "share of what polemics took that an answer wins back", "rulebook 3.1"),
    P("ill.lean", 20, 0, 200, "lean that an illness of policy costs with every figure", "rulebook 3.1"),
    P("theses.mantle", 20, 0, 200, "mantle won by whose theses the cells approve"),
    # Mass
    P("tour.cells", 60, 0, 500, "cells won by a tour at full oratory"),
    P("tour.health", 20, 0, 200, "health a tour costs"),
    P("levy.cells", 25, 0, 200, "cells won in university towns by work among the young"),
    # Army
    P("army.fade", 50, 0, 500, "share of army prestige that fades in a quarter without an army post"),
    P("court.army", 20, 0, 200, "army prestige won by courting commanders"),
    P("court.secretaries", 40, 0, 300, "army organisation's secretaries won"),
    P("court.alarm", 30, 0, 300, "alarm when it becomes known"),
    P("court.seen", 400, 0, 1000, "chance that it becomes known"),
    P("garrisons.base", 700, 0, 1000, "army prestige below which the garrisons do not move"),
    # Committee
    P("lobby.lean", 50, 0, 300, "lean won by lobbying a figure, at middling manner"),
    P("lobby.want", 90, 0, 300, "lean won by lobbying a figure with what he wants", "rulebook 3.1, order 16"),
    P("lobby.rivals", 25, 0, 300, "lean rivals lose with him"),
    P("line.step", 200, 0, 1000, "the most that the line moves in one motion"),
    P("line.ownership", 300, 0, 1000, "ownership of a line that falls to its mover"),
    # Intrigue
    P("sound.trust", 60, 0, 300, "trust won by sounding a rival out"),
    P("sound.exposure", 60, 0, 300, "exposure when the talk is found out"),
    P("sound.seen", 200, 0, 1000, "chance that a talk is found out"),
    P("rumour.trust", 60, 0, 300, "trust a rumour takes between two"),
    P("rumour.seen", 300, 0, 1000, "chance that a rumour is traced"),
    P("rumour.reputation", 80, 0, 300, "reputation a traced rumour costs"),
    P("leak.seen", 400, 0, 1000, "chance that a leak is traced, before the police is counted"),
    P("leak.reputation", 40, 0, 300, "reputation a traced leak costs"),
    P("document.leaks", 60, 0, 1000, "chance that a record of secret talks gets about by itself"),
    P("bury.quarters", 4, 1, 9, "quarters in which a document put away stays so", unit="quarters"),
    P("bury.keeper", 60, 0, 500, "lean of its keeper that putting a document away costs"),
    P("charge.needs", 300, 0, 1000, "exposure that must be known before a faction can be charged"),
    P("charge.reputation", 60, 0, 300, "reputation lost when nothing comes of the charge"),
    # Self
    P("rest.health", 80, 0, 500, "health regained"),
    P("rest.alarm", 40, 0, 300, "alarm that fades"),
    P("resign.shield", 4, 0, 12, "quarters a refused resignation protects", unit="quarters"),
    P("resign.lean", 60, 0, 300, "lean won by a refused resignation"),
    P("recant.exposure", 250, 0, 1000, "exposure a recantation clears"),
    P("recant.mantle", 60, 0, 500, "mantle a recantation costs"),
    P("recant.cells", 80, 0, 500, "cells a recantation costs"),
    P("recant.trust", 200, 0, 1000, "trust of former allies it costs"),
    # Exposure and the ladder
    P("exposure.decay", 20, 0, 200, "exposure that fades in a quiet quarter"),
    P("exposure.faction", 70, 0, 300, "exposure each quarter in a known pact that does not command"),
    P("exposure.polemic", 30, 0, 300, "exposure of who polemicises outside the ruling bloc"),
    P("exposure.floor", 30, 0, 300, "exposure of who speaks against a majority"),
    P("exposure.deviation", 20, 0, 300, "exposure a quarter for words far from a line that was voted"),
    P("exposure.punished", 100, 0, 500, "exposure a passed sanction clears"),
    P("fear.sanction", 50, 0, 300, "fear after a sanction of severity 6 or more"),
    P("fear.calm", 20, 0, 300, "fear that fades in a quarter"),
    # Votes
    P("vote.bound", 50, 1, 300, "score at which a voter is for or against"),
    P("vote.patron", 250, 0, 1000, "weight of patron, lean or trust at their fullest"),
    P("vote.pact", 300, 0, 1000, "weight of a pact's clause to vote together"),
    P("vote.appoint", 150, 0, 1000, "weight of appointing power at full discipline"),
    P("vote.severity", 150, 0, 300, "what one missing rung of severity costs"),
    P("vote.fear", 150, 0, 1000, "fear of being next at full exposure"),
    P("vote.draft", 60, 0, 300, "weight of the draft and of unity"),
    P("vote.speaker", 80, 0, 300, "the most that speakers move a voter"),
    P("vote.bandwagon", 60, 0, 300, "the most that the running margin moves a voter"),
    P("vote.stake", 30, 0, 100, "what one staked capital moves"),
    P("vote.shield", 150, 0, 500, "resistance to the removal of the shielded"),
    P("vote.disposition", 60, 0, 300, "the most that one voter's own disposition on one item moves him"),
    P("vote.comrade", 60, 0, 300, "reluctance to punish a full member of the Politburo at all"),
    P("vote.statute", 60, 0, 300, "reluctance to change the rules of the party"),
    P("vote.tenure", 90, 0, 300, "how gladly posts made safe are voted for"),
    P("vote.publish", 60, 0, 300, "reluctance to have the party's papers read aloud"),
    P("vote.commission", 60, 0, 300, "how gladly a commission is voted for in place of a sentence"),
    # Statutes
    P("statute.secret-ballot", 300, 0, 1000, "grip that a secret ballot takes from every indirect election"),
    P("statute.security.secret-ballot", -150, -500, 500, "security a secret ballot costs the secretaries"),
    P("statute.security.rotation", -100, -500, 500, "security that rotation costs"),
    P("statute.security.tenure", 150, -500, 500, "security that tenure gives"),
    P("commission.exposure", 100, 0, 500, "exposure a commission clears"),
    P("commission.security", 20, 0, 200, "security that a commission in place of a sentence gives"),
    # Pacts
    P("pact.trust", 60, 0, 300, "trust between two who become partners"),
    P("pact.renewed", 15, 0, 300, "trust between partners who renew or widen their pact"),
    P("pact.seen", 300, 0, 1000, "chance that a secret pact becomes known in a quarter"),
    P("pact.breach", 200, 0, 1000, "reputation a seen breach costs"),
    P("pact.accept", 0, -1000, 1000, "score at which an offer is accepted"),
    P(
        "pact.half-truth",
        200,
        0,
        1000,
        "chance that a rumour about one with whom one shares news is found out",
    ),
    P(
        "pact.tenure",
        100,
        0,
        500,
        "how much safer secretaries feel under a pact that promises all of them their posts",
    ),
    P("favour.now", 1, 0, 9, "capital a favour brings each partner at once"),
    P("favour.later", 2, 0, 9, "capital each partner owes for it at the pact's end"),
    P("pact.liquidation", 500, 0, 1000, "share of the enemy's menace below which a pact has done its work"),
    P(
        "trust.attack",
        20,
        0,
        200,
        "trust a motion against a man costs its mover with him, a step of severity",
    ),
    P("trust.line", 15, 0, 200, "trust that two who differ on the line lose by a recorded vote"),
    P("trust.warmth", 50, 0, 500, "share of trust that fades in a quarter"),
    P("trust.grudge", 20, 0, 500, "share of mistrust that fades in a quarter"),
    P(
        "trust.rivalry",
        4,
        0,
        100,
        "trust that a contender's menace costs him with each who is in no pact with him",
    ),
    P(
        "trust.shared",
        15,
        0,
        100,
        "trust that grows in a quarter between two who are both shut out by a leadership",
    ),
    # Country
    P("country.harvest", 500, 0, 2000, "weight of the harvest in deliveries"),
    P("country.goods", 400, 0, 2000, "weight of the goods famine in deliveries"),
    P("country.scare", 300, 0, 2000, "weight of the war scare in deliveries"),
    P("country.peasants", 200, 0, 2000, "weight of the peasants' mood in deliveries"),
    P("country.tempo", 90, 0, 500, "goods famine a year that a fast line makes at its fullest"),
    P("country.blame", 300, 0, 1000, "how hard poor deliveries fall on who owns the line"),
    P("country.crisis", 750, 0, 1000, "deliveries below which there is a crisis"),
    # Ambitions and grades
    P("ambition.mood", 250, 0, 1000, "how far a mood outweighs temperament when an ambition is chosen"),
    P("grade.near", 300, 0, 2000, "distance at which the line has come to a man's position"),
    P("grade.hunger", 500, 0, 2000, "autumn deliveries below which a year counts as hungry"),
    P("grade.years", 2, 1, 24, "hungry years in a row that nobody outlives with honour", unit="years"),
    # What figures want
    P("vote.want", 40, 0, 200, "weight in a vote of each want of a figure that a motion serves or denies"),
    P("want.met", 15, 0, 100, "lean won in a quarter that meets a figure's want", "rulebook 3.6"),
    P("want.denied", 20, 0, 100, "lean lost in a quarter that denies a figure's want", "rulebook 3.6"),
    P("want.habit", 500, 0, 1000, "share of it that counts when the quarter before was the same"),
    P("want.red", 150, 0, 1000, "lean lost by who crosses a figure's red line", "rulebook 3.6"),
    P("want.safe", 540, 0, 1000, "security from which tenure is met"),
    P("want.unsafe", 400, 0, 1000, "security down to which tenure is denied"),
    P("want.storm", 2, 1, 20, "regions with new people in a quarter that make a storm", unit="regions"),
    P("want.peasants", 500, 0, 1000, "peasant mood from which the village is at peace"),
    P("want.village", 400, 0, 1000, "peasant mood down to which the village is aggrieved"),
    P("want.measures", 100, 0, 1000, "coercion from which the village is aggrieved"),
    P("want.workers", 480, 0, 1000, "worker mood from which the works are content"),
    P("want.works", 390, 0, 1000, "worker mood down to which the works are aggrieved"),
    P("want.growth", 0, -1000, 2000, "tempo of the line and output above 400, together, that are growth"),
    P("want.stagnation", -600, -2000, 1000, "tempo and output above 400, together, that are stagnation"),
    P("want.near", 120, 0, 2000, "distance from the line, on average, up to which doctrine is his own"),
    P("want.far", 350, 0, 2000, "distance from the line, on average, from which doctrine is foreign"),
    P("want.calm", 150, 0, 1000, "war scare up to which the army is quiet"),
    P("want.alert", 350, 0, 1000, "war scare from which the army is not quiet"),
    P("want.mutiny", 320, 0, 1000, "peasant mood down to which peasant soldiers may mutiny"),
    P("want.one-man", 550, 0, 1000, "control from which the Secretariat is one man's"),
    # Record
    P(
        "record.leave",
        700,
        0,
        5000,
        "how much better his best order must promise before a history player leaves a recorded one",
        unit="utility",
    ),
    P("ending.quarters", 3, 1, 12, "quarters after which a decided matter may be closed", unit="quarters"),
)
del P

DEFAULTS: dict[str, int] = {p.name: p.value for p in PARAMETERS}
"""Every parameter's default by name."""
