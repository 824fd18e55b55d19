"""Fields of our own forms: each with its label above it and, where one helps, a hint below."""

from collections.abc import Mapping

from capaian.web.parts_html import Child, Html, tag, together


def field(
    label: str,
    name: str,
    *,
    kind: str = "text",
    value: str = "",
    hint: str = "",
    autocomplete: str = "off",
    longest: int = 200,
    autofocus: bool = False,
) -> Html:
    """One line to fill in. name: in the sent form. kind: text or password; a password is never filled in."""
    return together(
        tag("label", label, for_=name),
        tag(
            "input",
            id=name,
            name_=name,
            type=kind,
            value=None if kind == "password" else value,
            autocomplete=autocomplete,
            autocapitalize="none" if name == "akun" else None,
            spellcheck="false",
            maxlength=str(longest),
            required="",
            autofocus="" if autofocus else None,
            aria_describedby=f"{name}-hint" if hint else None,
        ),
        tag("p", hint, id=f"{name}-hint", class_="hint") if hint else None,
    )


def choice(label: str, name: str, options: Mapping[str, str], *, value: str = "") -> Html:
    """One of several. options: what is sent, and how it is told."""
    lines = [tag("option", told, value=sent, selected="" if sent == value else None) for sent, told in options.items()]
    return together(tag("label", label, for_=name), tag("select", *lines, id=name, name_=name))


def button(label: str, *, second: bool = False) -> Html:
    """What sends the form."""
    return tag("button", label, type="submit", class_="second" if second else None)


def form(way: str, *inside: Child) -> Html:
    """A form of ours; put its proof inside."""
    return tag("form", *inside, method="post", action=way)
