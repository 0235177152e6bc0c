"""What the head of every public page says to machines, from the words that people read on it."""

from html import unescape

from django import template
from django.template import Context
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils.safestring import SafeString

from mgsite.public import structured_data as sd
from mgsite.public.responses import address_of

register = template.Library()


@register.simple_tag(takes_context=True)
def said_again(context: Context, block: str) -> SafeString:
    """What a block of the page's template says, a second time; in one line, escaped as it was."""
    node = context.render_context[BLOCK_CONTEXT_KEY].get_block(block)
    return SafeString(" ".join(node.render(context).split()))


@register.simple_tag(takes_context=True)
def structured_data(context: Context, title: str, description: str) -> SafeString:
    """The page's JSON-LD. `machines` of the context describes what the page is about, if it is."""
    graph = sd.graph(
        context.get("machines") or sd.Described({}),
        url=context["canonical"],
        home=address_of("home"),
        title=unescape(title),
        description=unescape(description),
    )
    # No character that ends a script or opens a tag is left in it.
    return SafeString(f'<script type="application/ld+json">{sd.script_text(graph)}</script>')
