"""What the people who look at a checked file have said."""

from django.db import models
from django.db.models import Q

from kotacerdas.apps.exchange.types import ReviewOutcome, ReviewStep


class Review(models.Model):
    """One look at a checked submission: approved, or returned with a note. Never changed."""

    submission = models.ForeignKey("exchange.Submission", on_delete=models.PROTECT, related_name="+")
    step = models.CharField(max_length=16)
    outcome = models.CharField(max_length=16)
    note = models.TextField(default="", blank=True)
    reviewer = models.CharField(max_length=150)
    reviewer_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["submission", "step"], name="review_happens_once_a_step"),
            models.CheckConstraint(
                condition=Q(step__in=[each.value for each in ReviewStep]), name="review_step_is_known"
            ),
            models.CheckConstraint(
                condition=Q(outcome=ReviewOutcome.APPROVED.value)
                | (Q(outcome=ReviewOutcome.RETURNED.value) & ~Q(note="")),
                name="review_that_returns_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.step} {self.outcome}"
