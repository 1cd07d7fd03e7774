"""What people type about agreements."""

from kotacerdas.apps.agreements.forms.drafting import HeadForm, Offer, TemplateForm
from kotacerdas.apps.agreements.forms.moving import (
    AcceptForm,
    AttestForm,
    ReasonForm,
    RegisterForm,
    ReviewForm,
)
from kotacerdas.apps.agreements.forms.signing import KeyForm, MandateForm, ScanForm, SignForm
from kotacerdas.apps.agreements.forms.texts import ClauseForm, TextForm
from kotacerdas.apps.agreements.forms.verifying import CodeForm, FileForm


__all__ = [
    "AcceptForm",
    "AttestForm",
    "ClauseForm",
    "CodeForm",
    "FileForm",
    "HeadForm",
    "KeyForm",
    "MandateForm",
    "Offer",
    "ReasonForm",
    "RegisterForm",
    "ReviewForm",
    "ScanForm",
    "SignForm",
    "TemplateForm",
    "TextForm",
]
