"""A criterion as a column of a form: on which scale it is marked, and what stands there already."""

from dataclasses import dataclass

from capaian.improvement import CONVERSIONS
from capaian.locale import Texts
from capaian.scores import SCALE_100, Scale


@dataclass(frozen=True, slots=True)
class FormColumn:
    """One criterion of a form ("": the aspect as a whole): its scale, how that becomes 0-100, words of its levels."""

    name: str
    scale: Scale = SCALE_100
    conversion: str = "share_of_highest"
    levels: tuple[str, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Whether marks are written as they are kept."""
        return self.scale == SCALE_100

    def scale_words(self, t: Texts) -> str:
        """` (1-4)` behind SEBELUM and SESUDAH, as a scale is declared; nothing for 0-100."""
        return "" if self.is_plain else f" ({t.exact(self.scale.min)}-{t.exact(self.scale.max)})"

    def written(self, mark: float) -> float:
        """A mark 0-100 as it is written in the column."""
        if self.scale.max == SCALE_100.max:
            return mark
        return round(CONVERSIONS[self.conversion].from_100(mark, self.scale), 9)
