"""Why no workbook can be had, as the child says it; the parent has the sentence."""


class Refusal(Exception):
    """`code` is one of capaian.reading.refusals; `fields` fill its sentence."""

    def __init__(self, code: str, **fields: object) -> None:
        super().__init__(code)
        self.code = code
        self.fields = fields
