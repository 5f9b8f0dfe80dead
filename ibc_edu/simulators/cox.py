"""Cox's proportional hazards model, with Efron's or Breslow's treatment of ties.

Sources: Cox, J R Stat Soc B 1972;34:187-220; Efron, J Am Stat Assoc 1977;72:557-65; Breslow, Biometrics 1974;30:89-99.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ibc_edu.errors import ParameterError
from ibc_edu.simulators.kaplan_meier import follow_up_data, number_list, two_sided_quantile
from ibc_edu.simulators.parameters import INNER_PROBABILITY, check, check_choice

LEAVES_OUT = (
    "The model leaves out hazard ratios that change with time, and whatever differs between people but was not "
    "measured; one ratio stands for the whole follow-up."
)

TIES = ("efron", "breslow")
MAX_STEPS = 60

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class CoxFit:
    """A fitted model: coef, se, hr = exp(coef) and its Wald interval, in the order of the covariates.

    Then the partial log likelihood at 0 and at the estimate, and chi2 of the likelihood ratio and of the score test at
    0, with as many degrees of freedom as covariates.
    """

    coef: tuple[float, ...]
    se: tuple[float, ...]
    hr: tuple[float, ...]
    hr_ci: tuple[tuple[float, float], ...]
    loglik_null: float
    loglik: float
    lr_chi2: float
    score_chi2: float


def cox(
    time: ArrayLike, event: ArrayLike, covariates: Mapping[str, ArrayLike], *, ties: str = "efron", level: float = 0.95
) -> CoxFit:
    """Fit hazard ratios by Newton's method on the partial likelihood.

    covariates : one list per name, a number for each person (an arm as 0 and 1).

    Raises
    ------
    ParameterError
        If the data are not as `kaplan_meier` asks, there is no event, or the events leave a hazard ratio open (a
        covariate that never differs or repeats another, or an arm without any event).
    """
    check("level", level, INNER_PROBABILITY)
    check_choice("ties", ties, TIES)
    data = _prepared(time, event, covariates, efron=ties == "efron")
    start = _likelihood(data, np.zeros(data.x.shape[1]))
    _refuse_flat(start.information, list(covariates))
    score_chi2 = float(start.score @ np.linalg.solve(start.information, start.score))
    beta, best = _newton(data, start)
    _refuse_flat(best.information, list(covariates))
    deviation = np.sqrt(np.diag(np.linalg.inv(best.information)))
    coef, se = beta / data.scale, deviation / data.scale
    half = two_sided_quantile(level) * se
    with np.errstate(over="ignore"):  # a covariate in very large units may have an infinite ratio per unit
        ratio, low, high = np.exp(coef), np.exp(coef - half), np.exp(coef + half)
    return CoxFit(
        coef=tuple(coef.tolist()),
        se=tuple(se.tolist()),
        hr=tuple(ratio.tolist()),
        hr_ci=tuple(zip(low.tolist(), high.tolist(), strict=True)),
        loglik_null=start.loglik,
        loglik=best.loglik,
        lr_chi2=2 * (best.loglik - start.loglik),
        score_chi2=score_chi2,
    )


class _Data(NamedTuple):
    """People from the longest time to the shortest, covariates centered and scaled; one entry per event in the rest."""

    x: Floats
    scale: Floats
    event_rows: NDArray[np.intp]
    last_at_risk: NDArray[np.intp]  # row of the last person at risk at this event
    tie: NDArray[np.intp]  # which group of tied events it belongs to
    share: Floats  # of the tied group's weight that has left the risk set (Efron); 0 for Breslow


class _Likelihood(NamedTuple):
    loglik: float
    score: Floats
    information: Floats


def _prepared(time: ArrayLike, event: ArrayLike, covariates: Mapping[str, ArrayLike], *, efron: bool) -> _Data:
    times, happened = follow_up_data(time, event)
    if not covariates:
        raise ParameterError("none is given.", where="covariates", cure="Give at least one list of numbers.")
    columns = [number_list(name, values) for name, values in covariates.items()]
    for name, column in zip(covariates, columns, strict=True):
        if column.shape != times.shape:
            text = f"{column.size} values are given for {times.size} people."
            raise ParameterError(text, where=name, cure="Give one for each time.")
        if np.ptp(column) == 0:
            raise _open(name)
    if not happened.any():
        raise ParameterError("nobody has had an event yet.", where="event", cure="A hazard ratio needs events.")
    order = np.argsort(-times, kind="stable")
    x = np.column_stack(columns)[order]
    scale = x.std(axis=0)
    times, event_rows = times[order], np.flatnonzero(happened[order])
    last_at_risk = np.searchsorted(-times, -times[event_rows], side="right") - 1
    _, first, tie, size = np.unique(last_at_risk, return_index=True, return_inverse=True, return_counts=True)
    share = (np.arange(event_rows.size) - first[tie]) / size[tie] if efron else np.zeros(event_rows.size)
    return _Data((x - x.mean(axis=0)) / scale, scale, event_rows, last_at_risk, tie, share)


def _likelihood(data: _Data, beta: Floats) -> _Likelihood:
    """Log partial likelihood with its first and (negative) second derivatives."""
    x, rows = data.x, data.event_rows
    eta = x @ beta
    eta -= eta.max()
    weight = np.exp(eta)[:, None]
    # per person: weight, weight * x, weight * x x', in one table so that risk sets and ties are summed once
    people, covariates = x.shape
    moments = np.hstack([weight, weight * x, (weight[:, None] * x[:, :, None] * x[:, None, :]).reshape(people, -1)])
    tied = np.zeros((data.tie.max() + 1, moments.shape[1]))
    np.add.at(tied, data.tie, moments[rows])
    risk = np.cumsum(moments, axis=0)[data.last_at_risk] - data.share[:, None] * tied[data.tie]
    mean = risk[:, 1 : covariates + 1] / risk[:, :1]
    square = (risk[:, covariates + 1 :] / risk[:, :1]).sum(axis=0).reshape(covariates, covariates)
    loglik = float(eta[rows].sum() - np.log(risk[:, 0]).sum())
    return _Likelihood(loglik, (x[rows] - mean).sum(axis=0), square - mean.T @ mean)


def _newton(data: _Data, start: _Likelihood) -> tuple[Floats, _Likelihood]:
    """The estimate and the likelihood there, halving a step that would make things worse.

    Where all events fall on one side the estimate runs off to infinity; the search then ends once its curve is flat.
    """
    beta, here = np.zeros(data.x.shape[1]), start
    for _ in range(MAX_STEPS):
        step = np.linalg.solve(here.information, here.score)
        there = _likelihood(data, beta + step)
        while not there.loglik >= here.loglik - 1e-9 * abs(here.loglik) and np.abs(step).max() > 1e-9:
            step = step / 2
            there = _likelihood(data, beta + step)
        beta, here = beta + step, there
        if np.abs(step).max() < 1e-9 or _is_flat(here.information):
            break
    return beta, here


def _is_flat(information: Floats) -> bool:
    """Whether some combination of the (scaled) covariates is left open by the events."""
    return bool(np.linalg.eigvalsh(information)[0] < 1e-6)


def _refuse_flat(information: Floats, names: list[str]) -> None:
    if _is_flat(information):
        direction = np.linalg.eigh(information)[1][:, 0]
        raise _open(names[int(np.argmax(np.abs(direction)))])


def _open(name: str) -> ParameterError:
    cure = "It needs values that differ, are not given twice, and events on both sides."
    return ParameterError("the events seen leave its hazard ratio open.", where=name, cure=cure)
