"""Power by trying every one of the 2^n coalitions: slow, plain, and independent of how we count."""

from fractions import Fraction
from itertools import product
from math import factorial

from equalweight.core.tally.power.game import AnyOf, CountLine, Game, Line, MoreThan, SeatClass


def carries(game: Game, yes: dict[str, int]) -> bool:
    """Whether these numbers of yes, by class, carry; read straight off the lines."""
    board = [holds(line, game.seats, yes) for line in game.carried_when]
    final = game.final_decision
    if final is not None:
        said, bar = yes[final.by], final.bar
        board.append(said > bar.share * final.seats if isinstance(bar, MoreThan) else said >= bar.number)
    return all(board)


def holds(line: Line | AnyOf, seats: tuple[SeatClass, ...], yes: dict[str, int]) -> bool:
    if isinstance(line, AnyOf):
        return any(holds(one, seats, yes) for one in line.lines)
    if not isinstance(line, CountLine):
        return sum(line.weights.get(seat.name, 0) * yes[seat.name] for seat in seats) >= line.at_least
    inside = [seat for seat in seats if line.of in ("all", seat.side, seat.name)]
    said = sum(yes[seat.name] for seat in inside)
    if not isinstance(line.bar, MoreThan):
        return said >= line.bar.number
    bar = line.bar.share * sum(seat.count for seat in inside)
    return said > bar or (line.ties is not None and said == bar and yes[line.ties] == 1)


class Brute:
    """Every figure of a small game whose final body, if any, may refuse."""

    def __init__(self, game: Game) -> None:
        self.seats = [(seat.name, seat.side) for seat in game.all_seats for _ in range(seat.count)]
        self.classes = [seat.name for seat in game.all_seats]
        self.n = len(self.seats)
        self.wins = {votes: self._wins(game, votes) for votes in product((0, 1), repeat=self.n)}

    def _wins(self, game: Game, votes: tuple[int, ...]) -> bool:
        yes = dict.fromkeys(self.classes, 0)
        for (name, _), vote in zip(self.seats, votes, strict=True):
            yes[name] += vote
        return carries(game, yes)

    def _swings(self, seat: int) -> list[int]:
        """The sizes of the coalitions, without this seat, that its joining makes win."""
        return [
            sum(votes)
            for votes, won in self.wins.items()
            if not votes[seat] and not won and self.wins[(*votes[:seat], 1, *votes[seat + 1 :])]
        ]

    def _first_seat(self, name: str) -> int:
        return next(at for at, seat in enumerate(self.seats) if seat[0] == name)

    def banzhaf_absolute(self, name: str) -> Fraction:
        return Fraction(len(self._swings(self._first_seat(name))), 2 ** (self.n - 1))

    def banzhaf(self, name: str) -> Fraction:
        everyone = sum(len(self._swings(at)) for at in range(self.n))
        return Fraction(len(self._swings(self._first_seat(name))), everyone)

    def shapley_shubik(self, name: str) -> Fraction:
        sizes = self._swings(self._first_seat(name))
        orders = sum(factorial(size) * factorial(self.n - size - 1) for size in sizes)
        return Fraction(orders, factorial(self.n))

    def as_bloc(self, side: str) -> Fraction:
        """Shapley–Shubik over the coalitions in which each side votes as one."""
        players = sorted({s for _, s in self.seats if s}) + [
            at for at, (_, s) in enumerate(self.seats) if s is None
        ]
        total = Fraction(0)
        for inside in product((0, 1), repeat=len(players)):
            joined = dict(zip(players, inside, strict=True))
            if joined[side] or self._bloc_wins(joined) or not self._bloc_wins({**joined, side: 1}):
                continue
            size = sum(inside)
            total += Fraction(factorial(size) * factorial(len(players) - size - 1), factorial(len(players)))
        return total

    def _bloc_wins(self, joined: dict) -> bool:
        return self.wins[tuple(joined[s if s else at] for at, (_, s) in enumerate(self.seats))]

    def prevails(self, side: str) -> Fraction | None:
        """How often the side's strict majority gets its way when the other's is against it."""
        its_way = differ = 0
        for votes, won in self.wins.items():
            lean = {
                s: sum(2 * vote - 1 for vote, seat in zip(votes, self.seats, strict=True) if seat[1] == s)
                for s in ("lived_experience", "staff")
            }
            if lean["lived_experience"] * lean["staff"] < 0:
                differ += 1
                its_way += (lean[side] > 0) == won
        return Fraction(its_way, differ) if differ else None

    def alone(self, side: str, vote: int) -> bool:
        """Whether a motion is carried when only this side says yes (1), or only the others do (0)."""
        return self.wins[tuple(vote if s == side else 1 - vote for _, s in self.seats)]
