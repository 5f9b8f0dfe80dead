"""The phase III part's trial a thousand times, in batches, and what so many of them show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from ibc_edu.parts.survival_trial.design import ALIKE, END, SEED, check_settings, looks, planned_events, trial
from ibc_edu.simulators.survival_trial import replicate, replicate_with_looks

TRIALS = 1_000
BATCH = 100


def batch(settings: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """Run the next `BATCH` of `TRIALS` trials and add them to those run before.

    Raises
    ------
    ParameterError
        If the settings are not possible.
    """
    check_settings(settings)
    ratio, people, look = (settings[name] for name in ("ratio", "people", "look"))
    done = before.get("done", 0)
    if done >= TRIALS:
        return dict(before)
    rng = np.random.default_rng([SEED, ratio, people, int(look), done])
    found = _with_look(ratio, people, rng) if look else _without_look(ratio, people, rng)
    counts = {name: before.get("counts", {}).get(name, 0) + number for name, number in found["counts"].items()}
    ratios = [*before.get("ratios", []), *found["ratios"]]
    months = before.get("months", 0.0) + found["months"]
    done += BATCH
    return {
        "done": done,
        "counts": counts,
        "ratios": ratios,
        "months": months,
        "bars": [[name, number] for name, number in counts.items()] if look else _histogram(ratios),
        "sentence": _many_sentence(ratio, counts, ratios, months / done),
    }


def _without_look(ratio: int, people: int, rng: np.random.Generator) -> dict[str, Any]:
    frame = replicate(trial(ratio, people), replicates=BATCH, rng=rng, with_hazard_ratio=True)
    benefit = int((frame["significant"] & (frame["z"] < 0)).sum())
    harm = int((frame["significant"] & (frame["z"] > 0)).sum())
    counts = {"Benefit shown": benefit, "No clear difference": BATCH - benefit - harm, "Harm shown": harm}
    return {"counts": counts, "ratios": frame["hazard_ratio"].round(3).tolist(), "months": float(BATCH * END)}


def _with_look(ratio: int, people: int, rng: np.random.Generator) -> dict[str, Any]:
    frame = replicate_with_looks(
        trial(ratio, people), looks(), planned_events=planned_events(ratio, people), replicates=BATCH, rng=rng
    )
    early, benefit, harm = frame["look"] == 1, frame["crossed"] == "benefit", frame["crossed"] == "harm"
    counts = {
        "Benefit, at the early look": int((early & benefit).sum()),
        "Benefit, at the end": int((~early & benefit).sum()),
        "No clear difference": int((frame["crossed"] == "none").sum()),
        "Harm shown": int(harm.sum()),
    }
    return {"counts": counts, "ratios": [], "months": float(frame["month"].sum())}


def _histogram(ratios: list[float]) -> list[list[Any]]:
    """How many trials found each hazard ratio, rounded to tenths."""
    tenths = np.clip(np.round(10 * np.array(ratios)), 0, 30).astype(int)
    counts = np.bincount(tenths)
    return [[f"{tenth / 10:.1f}", int(counts[tenth])] for tenth in range(tenths.min(), tenths.max() + 1)]


def _many_sentence(ratio: int, counts: Mapping[str, int], ratios: list[float], mean_months: float) -> str:
    done = sum(counts.values())
    benefit = sum(number for name, number in counts.items() if name.startswith("Benefit"))
    told = [_shown(ratio, benefit, counts["Harm shown"], done)]
    if ratios:
        low, high = np.percentile(ratios, [2.5, 97.5])
        told.append(f"Their hazard ratios differed by chance alone: most lay between {low:.2f} and {high:.2f}.")
    else:
        early = counts["Benefit, at the early look"]
        told.append(f"{early} of them stopped early for benefit, and a trial took {mean_months:.0f} months on average.")
    return " ".join(told)


def _shown(ratio: int, benefit: int, harm: int, done: int) -> str:
    """How many trials showed what is there (the power) and how many what is not (false alarms)."""
    if ratio == ALIKE:
        return (
            f"Both treatments are alike, so a difference is a false alarm. Of {done:,} trials, {benefit} showed a "
            f"benefit and {harm} showed harm ({_in_100(benefit + harm, done)}: the false-alarm rate)."
        )
    if ratio < ALIKE:
        found, other, what, wrong = benefit, harm, "a benefit", "harm"
    else:
        found, other, what, wrong = harm, benefit, "harm", "a benefit"
    return (
        f"Of {done:,} trials, {found} showed {what} ({_in_100(found, done)}: the power), "
        f"and {other or 'none'} showed {wrong}."
    )


def _in_100(number: int, done: int) -> str:
    return f"{100 * number / done:.0f} in 100"
