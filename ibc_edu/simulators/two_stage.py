"""Phase II in two stages: Simon's optimal and minimax designs, and what they do at any response rate.

After `n1` people the trial stops for futility if at most `r1` responded; after all `n` people the drug is called
promising if more than `r` responded (`r` counts both stages).

Source: Simon R. Optimal two-stage designs for phase II clinical trials. Control Clin Trials 1989;10:1-10.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ibc_edu.errors import ParameterError
from ibc_edu.simulators.binomial import binomial_pmf
from ibc_edu.simulators.parameters import (
    INNER_PROBABILITY,
    PROBABILITY,
    REPLICATES,
    Range,
    check,
    check_fields,
    generator,
)

LEAVES_OUT = (
    "This model leaves out people who cannot be assessed, responses that come late or fade, and differences between "
    "people: each person responds or not with the same chance."
)

MAX_N = 600  # a search up to here takes some seconds
TIE = 1e-12  # float rounding must not decide whether alpha or power is met exactly

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class TwoStageGoal:
    """What a design has to achieve.

    p0 : response rate that would be of no interest; p1 : rate worth pursuing (both between 0 and 1, p0 < p1).
    alpha : largest chance of calling a drug with p0 promising; beta : largest chance of missing a drug with p1.
    Defaults are those of Simon 1989, Table 1: 0.05 and 0.20.

    Raises
    ------
    ParameterError
        If a value is not above 0 and below 1, p0 >= p1, or alpha + beta >= 1.
    """

    p0: float
    p1: float
    alpha: float = 0.05
    beta: float = 0.20

    def __post_init__(self) -> None:
        p = INNER_PROBABILITY
        check_fields(self, p0=p, p1=p, alpha=p, beta=p)
        if self.p0 >= self.p1:
            cure = "Give a p0 above 0 and below p1."
            raise ParameterError(f"{self.p0} is not below p1 ({self.p1}).", where="p0", cure=cure)
        if self.alpha + self.beta >= 1:
            cure = "Give alpha and beta that add up to less than 1; a coin would do better than this."
            raise ParameterError(f"{self.alpha} and beta {self.beta} ask for nothing.", where="alpha", cure=cure)


@dataclass(frozen=True)
class TwoStageDesign:
    """Stop after `n1` people if at most `r1` respond; promising if more than `r` of all `n` respond.

    Raises
    ------
    ParameterError
        Unless 1 <= n1 < n <= 100,000, 0 <= r1 < n1 and r1 <= r < n.
    """

    r1: int
    n1: int
    r: int
    n: int

    def __post_init__(self) -> None:
        check("n", self.n, Range(2, 100_000, whole=True))
        check("n1", self.n1, Range(1, self.n - 1, whole=True))
        check("r1", self.r1, Range(0, self.n1 - 1, whole=True))
        check("r", self.r, Range(self.r1, self.n - 1, whole=True))


@dataclass(frozen=True)
class OperatingCharacteristics:
    """Exact behavior at one response rate.

    pet : probability of early termination; en : expected number of people;
    prob_declare_promising : chance that the trial ends by calling the drug promising.
    """

    pet: float
    en: float
    prob_declare_promising: float


@dataclass(frozen=True)
class DesignSearch:
    """The two designs found, and the largest n that had to be looked at to prove that no larger one can win."""

    optimal: TwoStageDesign
    minimax: TwoStageDesign
    searched_to_n: int


def operating_characteristics(design: TwoStageDesign, p: float) -> OperatingCharacteristics:
    """Exact chances and expected size of a design when each person responds with probability p.

    Raises
    ------
    ParameterError
        If p is not from 0 to 1.
    """
    from scipy.special import bdtr, bdtrc

    check("p", p, PROBABILITY)
    n2 = design.n - design.n1
    pet = float(bdtr(design.r1, design.n1, p))
    first = np.arange(design.r1 + 1, design.n1 + 1)
    needed = design.r - first
    later = np.where(needed < 0, 1.0, np.where(needed >= n2, 0.0, bdtrc(np.clip(needed, 0, n2 - 1), n2, p)))
    promising = float(np.clip(binomial_pmf(first, design.n1, p) @ later, 0, 1))
    return OperatingCharacteristics(pet, design.n1 + (1 - pet) * n2, promising)


def simulate(
    design: TwoStageDesign, p_true: float, *, replicates: int = 1000, rng: np.random.Generator | int
) -> pd.DataFrame:
    """Run many trials of a design on a drug whose true response rate is p_true.

    Returns
    -------
    DataFrame of shape (replicates, 5)
        responses_stage_1, stopped_early (bool), responses, people, promising (bool), one row per trial.

    Raises
    ------
    ParameterError
        If p_true, replicates or rng does not fit.
    """
    check("p_true", p_true, PROBABILITY)
    check("replicates", replicates, REPLICATES)
    draw = generator(rng)
    first = draw.binomial(design.n1, p_true, replicates)
    second = draw.binomial(design.n - design.n1, p_true, replicates)
    stopped = first <= design.r1
    responses = first + np.where(stopped, 0, second)
    return pd.DataFrame(
        {
            "responses_stage_1": first,
            "stopped_early": stopped,
            "responses": responses,
            "people": np.where(stopped, design.n1, design.n),
            "promising": ~stopped & (responses > design.r),
        }
    )


def search(goal: TwoStageGoal) -> DesignSearch:
    """Find the optimal design (fewest expected people at p0) and the minimax design (fewest people at most).

    Every r1, n1, r and n that can meet the goal is looked at. For given n1 and r1 the expected number of people
    grows with n, and a design needs P(X1 <= r1 | p1) <= beta to have its power; so once no such n1 and r1 lie below
    the best expected number found, no larger n can win, and the search ends. If several r serve, the smallest is given.

    Raises
    ------
    ParameterError
        If p0 and p1 are so close that more than 600 people would be needed.
    """
    chances = _Chances(goal, 64)
    while not (n := chances.least_n()):
        chances = _larger(goal, chances)
    winners: list[tuple[float, TwoStageDesign]] = []
    while True:
        if n > chances.size:
            chances = _larger(goal, chances)
        candidates = chances.expected_n(n) < (winners[-1][0] if winners else np.inf)
        if not candidates.any():
            return DesignSearch(optimal=winners[-1][1], minimax=winners[0][1], searched_to_n=n - 1)
        winners += _best_at(goal, chances, n, candidates)
        n += 1


class _Chances:
    """Binomial probabilities for all sizes up to `size`, under p0 and p1: rows are sizes, columns are counts."""

    def __init__(self, goal: TwoStageGoal, size: int) -> None:
        self.pmf = [_binomial(size, p) for p in (goal.p0, goal.p1)]
        self.cdf = [np.minimum(np.cumsum(pmf, axis=1), 1.0) for pmf in self.pmf]
        # tail[m, k + size] = P(Bin(m, p) > k), for k from -size to size
        self.tail = [np.hstack([np.ones((size + 1, size)), _above(pmf)]) for pmf in self.pmf]
        self.goal = goal
        self.size = size
        # with more futility than this, power is lost in stage 1 already
        self.futile = self.cdf[1] > goal.beta + TIE

    def least_n(self) -> int:
        """Smallest n (0: none) at which the most powerful test there is, Neyman and Pearson's, has the power."""
        n = np.arange(2, self.size + 1)
        tail = [tail[2:, self.size :] for tail in self.tail]
        r = np.argmax(tail[0] <= self.goal.alpha, axis=1)
        row = np.arange(n.size)
        spare = (self.goal.alpha - tail[0][row, r]) / self.pmf[0][n, r]  # share of X = r at which to call it promising
        enough = tail[1][row, r] + spare * self.pmf[1][n, r] >= 1 - self.goal.beta - 1e-9
        return int(n[np.argmax(enough)]) if enough.any() else 0

    def expected_n(self, n: int) -> Matrix:
        """Expected people at p0 for every n1 (rows 1 to n - 1) and r1 (columns); infinite where power is lost."""
        n1 = np.arange(1, n)
        en = n1[:, None] + (1 - self.cdf[0][1:n, :n]) * (n - n1)[:, None]
        return np.where(self.futile[1:n, :n] | (np.arange(n) >= n1[:, None]), np.inf, en)


def _best_at(
    goal: TwoStageGoal, chances: _Chances, n: int, candidates: NDArray[np.bool_]
) -> list[tuple[float, TwoStageDesign]]:
    """The feasible candidate of n people with the smallest expected number, and that number; empty if there is none."""
    rows = np.flatnonzero(candidates.any(axis=1))
    columns = np.flatnonzero(candidates.any(axis=0))[-1] + 1
    n1 = rows + 1
    open_pairs = candidates[rows, :columns]
    expected = chances.expected_n(n)[rows, :columns]
    best = np.inf
    winner = []
    for r in _possible_r(goal, chances, n):
        allowed = open_pairs & (np.arange(columns) <= r)
        alpha_met = allowed & (_promising(chances, 0, n, n1, r, columns) <= goal.alpha + TIE)
        if not alpha_met.any():
            continue
        open_pairs = open_pairs & ~alpha_met  # a larger r only loses power
        feasible = alpha_met & (_promising(chances, 1, n, n1, r, columns) >= 1 - goal.beta - TIE)
        en = np.where(feasible, expected, np.inf)
        row, r1 = np.unravel_index(np.argmin(en), en.shape)
        if en[row, r1] < best:
            best = float(en[row, r1])
            winner = [(best, TwoStageDesign(int(r1), int(n1[row]), int(r), n))]
    return winner


def _promising(chances: _Chances, which: int, n: int, n1: NDArray[np.intp], r: int, columns: int) -> Matrix:
    """P(X1 > r1 and X1 + X2 > r) for the given n1 (rows) and r1 = 0 .. columns - 1."""
    x = np.arange(columns)
    later = chances.tail[which][(n - n1)[:, None], r - x + chances.size]
    lost = np.cumsum(chances.pmf[which][n1, :columns] * later, axis=1)
    promising: Matrix = chances.tail[which][n, r + chances.size] - lost
    return promising


def _possible_r(goal: TwoStageGoal, chances: _Chances, n: int) -> range:
    """All r that a feasible design of n people can have.

    Power: P1(X > r) >= 1 - beta. Alpha: stage 1 may take from P0(X > r) at most what it takes under p1, which is at
    most beta - P1(X <= r), divided by the likelihood ratio p1 : p0, which is smallest at r + 1 responses.
    """
    r = np.arange(n)
    missed = chances.cdf[1][n, :n]
    ratio = np.log(goal.p1 / goal.p0) * (r + 1) + np.log((1 - goal.p1) / (1 - goal.p0)) * (n - r - 1)
    with np.errstate(over="ignore"):
        least_alpha = chances.tail[0][n, r + chances.size] - (goal.beta - missed) * np.exp(-ratio)
    possible = np.flatnonzero((missed <= goal.beta + TIE) & (least_alpha <= goal.alpha + TIE))
    return range(int(possible[0]), int(possible[-1]) + 1) if possible.size else range(0)


def _larger(goal: TwoStageGoal, chances: _Chances) -> _Chances:
    if chances.size >= MAX_N:
        raise ParameterError(
            f"{goal.p1} is so close to p0 ({goal.p0}) that more than {MAX_N} people would be needed.",
            where="p1",
            cure="Give a p1 further above p0, or a larger alpha or beta.",
        )
    return _Chances(goal, min(2 * chances.size, MAX_N))


def _binomial(size: int, p: float) -> Matrix:
    """P(Bin(m, p) = k) in row m, column k, by Pascal's rule, for m and k up to size."""
    pmf = np.zeros((size + 1, size + 1))
    pmf[0, 0] = 1.0
    for m in range(1, size + 1):
        pmf[m] = (1 - p) * pmf[m - 1]
        pmf[m, 1:] += p * pmf[m - 1, :-1]
    return pmf


def _above(pmf: Matrix) -> Matrix:
    """P(X > k) in column k."""
    tails = np.cumsum(pmf[:, ::-1], axis=1)[:, ::-1]
    return np.minimum(np.hstack([tails[:, 1:], np.zeros((len(pmf), 1))]), 1.0)
