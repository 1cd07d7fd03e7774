"""Who wants to be told of what."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kotacerdas.apps.exchange import rules


class SubscribeForm(forms.Form):
    """A new subscription."""

    dataset_name = forms.ChoiceField(label=_("What about?"), required=False)
    url = forms.CharField(
        label=_("Address of the receiver"),
        max_length=rules.LONGEST_URL,
        widget=forms.URLInput(attrs={"placeholder": "https://", "autocomplete": "off"}),
        help_text=_("Messages are sent there by POST, over https."),
    )

    def __init__(self, *args: object, datasets: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["dataset_name"].choices = [("", _("everything we may read")), *datasets]  # type: ignore[attr-defined]  # a ChoiceField
